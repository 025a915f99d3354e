using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>The one place that writes and reads addresses of the jobs and the outgoing messages.</summary>
public static class JobLinks
{
    public const string Jobs = "jobs";
    public const string Outgoing = "jobs/outgoing";
    public const string Incoming = "jobs/incoming";

    public static string JobsOf(string? partner, StreamState? state = null) => Add(Jobs, ("partner", partner), ("state", SlugOf(state)));

    public static string ToStream(string partner, string stream, int page = 0, int? run = null) =>
        Add($"{Jobs}/{Uri.EscapeDataString(partner)}/{Uri.EscapeDataString(stream)}", ("page", page == 0 ? null : page.ToString(CultureInfo.InvariantCulture)), ("run", run?.ToString(CultureInfo.InvariantCulture)));

    public static string ToMessages(OutgoingFilter filter, int page = 0) =>
        Add(Outgoing, ("show", filter.Show == OutgoingShow.All ? null : filter.Show.ToString().ToLowerInvariant()), ("partner", filter.Partner), ("key", filter.Key), ("page", page == 0 ? null : page.ToString(CultureInfo.InvariantCulture)));

    public static string ToMessage(long id) => $"{Outgoing}/{id.ToString(CultureInfo.InvariantCulture)}";

    public static string? SlugOf(StreamState? state) => state switch
    {
        null => null,
        StreamState.SwitchedOff => "off",
        StreamState.NotYet => "not-yet",
        { } known => known.ToString().ToLowerInvariant(),
    };

    public static StreamState? StateOf(string? slug) => slug is null ? null : Enum.GetValues<StreamState>().Cast<StreamState?>().FirstOrDefault(s => SlugOf(s) == slug);

    public static OutgoingShow ShowOf(string? slug) => Enum.TryParse<OutgoingShow>(slug, ignoreCase: true, out var show) && Enum.IsDefined(show) ? show : OutgoingShow.All;

    /// <summary>Where one acts on a case about partners; null: nowhere in particular.</summary>
    public static string? ToPlaceOf(Reconciliation.CaseKind kind, string subject)
    {
        var at = subject.IndexOf('/', StringComparison.Ordinal);
        var (partner, rest) = at < 0 ? (subject, "") : (subject[..at], subject[(at + 1)..]);
        return kind switch
        {
            Reconciliation.CaseKind.StaleSync => rest.Length == 0 ? JobsOf(partner) : ToStream(partner, rest),
            Reconciliation.CaseKind.FailedUpdate => ToMessages(new OutgoingFilter { Partner = partner, Key = rest }),
            Reconciliation.CaseKind.InventoryDrift => Add("stock", ("q", rest)),
            Reconciliation.CaseKind.UnknownPartnerValue => rest == "messages" ? Incoming : null,
            _ => null,
        };
    }

    private static string Add(string path, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(path, query.Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => new KeyValuePair<string, string?>(q.Name, q.Value)));
}
