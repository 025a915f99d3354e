using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Features.Sync;

/// <summary>The verb <c>sync</c>: every stream of every partner, or of one; then what was pushed and what is to be sent; then a reconciliation.</summary>
public sealed class SyncVerb(IDbContextFactory<ConsoleContext> contexts, RunSync sync, ProcessInbox inbox, SendOutbox outbox, Reconcile reconcile, TimeProvider clock)
{
    private const int Done = 0;
    private const int Findings = 1;
    private const int BadInput = 2;

    /// <summary>A stream that has to wait for its partner (a report is being made, a rate is used up) and gets no further is waited for so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="partner">Name of one partner; null: all.</param>
    /// <param name="once">One pass; otherwise it goes on until it is stopped.</param>
    /// <returns>0 done, 1 a stream failed, did not run or did not come to its end, or rows were rejected, 2 bad usage.</returns>
    public async Task<int> RunAsync(string? partner, bool once, bool json, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var exit = Done;
        do
        {
            List<Partner> partners;
            await using (var db = await contexts.CreateDbContextAsync(ct))
                partners = await db.Partners.AsNoTracking().Where(p => partner == null || p.Name == partner).OrderBy(p => p.Name).ToListAsync(ct);
            if (partners.Count == 0)
            {
                await error.WriteLineAsync(partner is null
                    ? "No partner is connected. Add one under Partners, or in the section Partners of appsettings.json."
                    : $"There is no partner called '{partner}'.");
                return BadInput;
            }
            exit = await StreamsAsync(partners, json, output, ct);
            await inbox.RunAsync(ct);
            await outbox.RunAsync(ct);
            var run = await reconcile.RunAsync("sync", full: false, ct);
            if (!json)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Reconciled {run.Orders:N0} orders: {run.CasesOpened:N0} cases opened, {run.CasesClosed:N0} closed."));
            if (!once)
                await Task.Delay(Pause, clock, ct);
        }
        while (!once);
        return exit;
    }

    /// <summary>A stream that has to wait for its partner is put aside, and the others go on meanwhile.</summary>
    private async Task<int> StreamsAsync(List<Partner> partners, bool json, TextWriter output, CancellationToken ct)
    {
        var exit = Done;
        var started = clock.GetUtcNow();
        var open = new List<Open>(partners.SelectMany(p => PartnerConnectors.Describe(p.Kind).Streams.Select(s => new Open(p.Id, s.Name, started))));
        while (open.MinBy(o => o.Due) is { } next)
        {
            open.Remove(next);
            if (next.Due - clock.GetUtcNow() is { Ticks: > 0 } left)
                await Task.Delay(left, clock, ct);
            var began = next.Began ?? clock.GetUtcNow();
            var report = await sync.RunAsync(next.PartnerId, next.Stream, "terminal", ct);
            var now = clock.GetUtcNow();
            var since = next.Began is null || report.Watermark != next.Reached ? now : next.Since;
            if (report is { Status: SyncRunStatus.Waiting, Again: { } wait } && now - since + wait <= Patience)
                open.Add(next with { Due = now + wait, Began = began, Since = since, Reached = report.Watermark });
            else
                exit = Math.Max(exit, await TellAsync(report, now - began, json, output));
        }
        return exit;
    }

    private static async Task<int> TellAsync(SyncReport report, TimeSpan took, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                partner = report.Partner,
                stream = report.Stream,
                status = report.Ran ? report.Status.ToString() : "NotRun",
                read = report.Read,
                @new = report.New,
                changed = report.Changed,
                unchanged = report.Unchanged,
                rejected = report.Rejected,
                watermark = report.Watermark?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                seconds = Math.Round(took.TotalSeconds, 3),
                message = report.Message,
                requestId = report.RequestId,
            }, Json));
        }
        else
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{report.Partner,-24} {report.Stream,-16} {(report.Ran ? report.Status.ToString() : "not run"),-8} {report.Read,8:N0} read {report.New,8:N0} new {report.Changed,8:N0} changed {report.Rejected,6:N0} rejected  {report.Message.ReplaceLineEndings(" ")}"));
        }
        return report is { Ran: true, Status: SyncRunStatus.Done, Rejected: 0 } ? Done : Findings;
    }

    /// <summary>A stream that has not come to its end.</summary>
    /// <param name="Began">Its first call in this pass; null: not called yet.</param>
    /// <param name="Since">When it last got further.</param>
    private sealed record Open(int PartnerId, string Stream, DateTimeOffset Due, DateTimeOffset? Began = null, DateTimeOffset Since = default, DateTime? Reached = null);
}
