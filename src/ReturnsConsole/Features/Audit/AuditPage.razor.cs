using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Audit;

/// <summary>The trail, newest first. Its address is its state.</summary>
public sealed partial class AuditPage : IDisposable
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly CancellationTokenSource left = new();
    private readonly Draft draft = new();
    private AuditAddress address = new(new AuditFilter());
    private AuditPageOf? page;
    private AuditChainReport? report;
    private IReadOnlyList<AuditActor> actors = [];
    private IReadOnlyList<string> actions = [];
    private Trouble? trouble;
    private DateTime? asOf;
    private bool loading;
    private bool verifying;
    private bool filtered;

    [Inject]
    private AuditSearch Search { get; set; } = null!;

    [Inject]
    private AuditChoices Choices { get; set; } = null!;

    [Inject]
    private VerifyAudit Verify { get; set; } = null!;

    [Inject]
    private CurrentActor Current { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<AuditPage> Log { get; set; } = null!;

    [CascadingParameter]
    private Viewer? Who { get; set; }

    private Viewer Eyes => Who ?? Viewer.Utc;

    private string? FirstLink => page?.Newer is null ? null : (address with { Cursor = null, Newer = false }).Link();

    private string? PreviousLink => page?.Newer is { } newer ? (address with { Cursor = newer, Newer = true }).Link() : null;

    private string? NextLink => page?.Older is { } older ? (address with { Cursor = older, Newer = false }).Link() : null;

    private string ChainWords => report switch
    {
        null => "The chain was not verified yet.",
        { Holds: true, Entries: 0 } => $"The trail was empty at {TimeOf(report.At)}.",
        { Holds: true } => $"Chain verified up to entry {report.UpTo.ToString("N0", Invariant)} at {TimeOf(report.At)}.",
        _ => $"Checked up to entry {report.UpTo.ToString("N0", Invariant)} at {TimeOf(report.At)}: {report.Faults.Count} {(report.Faults.Count == 1 ? "fault" : "faults")}.",
    };

    private string CountWords => page is { Entries.Count: > 0 } ? $"{page.Entries.Count} entries, {page.Entries[^1].Id} to {page.Entries[0].Id}" : "";

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        var actor = await Current.GetAsync();
        (actors, actions) = await Choices.RunAsync(actor, left.Token);
        report = await Verify.RunAsync(actor, anew: false, left.Token);
        await LoadAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(LoadAsync);

    private async Task LoadAsync()
    {
        var uri = new Uri(Navigation.Uri);
        if (uri.AbsolutePath != AuditAddress.Path)
            return;
        address = AuditAddress.Parse(QueryHelpers.ParseQuery(uri.Query), Eyes.Zone);
        filtered = (address with { Cursor = null, Newer = false }).Link() != AuditAddress.Path;
        draft.Take(address);
        loading = true;
        trouble = null;
        StateHasChanged();
        try
        {
            page = await Search.RunAsync(await Current.GetAsync(), address.Filter, address.Cursor, address.Newer, left.Token);
            asOf = Clock.GetUtcNow().UtcDateTime;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            trouble = Trouble.Of(Log, fault, "The audit trail could not be read.");
        }
        loading = false;
        StateHasChanged();
    }

    private async Task VerifyAsync()
    {
        verifying = true;
        StateHasChanged();
        try
        {
            report = await Verify.RunAsync(await Current.GetAsync(), anew: true, left.Token) ?? report;
        }
        finally
        {
            verifying = false;
        }
    }

    private void Filter() => Navigation.NavigateTo(draft.ToAddress().Link());

    private string TimeOf(DateTime utc) => Eyes.Time(utc, Clock.GetUtcNow().UtcDateTime);

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        left.Cancel();
        left.Dispose();
    }

    private sealed class Draft
    {
        public string Who { get; set; } = "";

        public string Action { get; set; } = "";

        public string Subject { get; set; } = "";

        public DateOnly? From { get; set; }

        public DateOnly? To { get; set; }

        public string Text { get; set; } = "";

        public void Take(AuditAddress address)
        {
            Who = address.Filter.ActorId?.ToString(Invariant) ?? "";
            Action = address.Filter.Action ?? "";
            Subject = string.IsNullOrEmpty(address.Filter.SubjectId) ? address.Filter.SubjectKind ?? "" : $"{address.Filter.SubjectKind}:{address.Filter.SubjectId}";
            From = address.FromDay;
            To = address.ToDay;
            Text = address.Filter.Text ?? "";
        }

        public AuditAddress ToAddress()
        {
            var colon = Subject.IndexOf(':', StringComparison.Ordinal);
            return new AuditAddress(
                new AuditFilter(int.TryParse(Who, NumberStyles.AllowLeadingSign, Invariant, out var who) ? who : null, Action,
                    (colon < 0 ? Subject : Subject[..colon]).Trim(), colon < 0 ? null : Subject[(colon + 1)..].Trim(), Text: Text.Trim()),
                From, To);
        }
    }
}
