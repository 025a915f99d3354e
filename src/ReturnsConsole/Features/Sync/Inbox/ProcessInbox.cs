using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>
/// Brings stored deliveries into the facts: many at once become one payload file and go the way of every file. A process that dies between import and note does it
/// again, which changes nothing. One process at a time has a partner's deliveries.
/// </summary>
public sealed class ProcessInbox(
    IDbContextFactory<ConsoleContext> contexts, ReceivePayload receive, ImportRunner runner, InboxBodies bodies, ReconciliationRequests reconciliation, ChangeFeed feed, IOptions<StorageOptions> storage, IHostEnvironment host,
    TimeProvider clock, ILogger<ProcessInbox> log)
{
    /// <summary>Name under which a partner's deliveries are claimed, beside its streams.</summary>
    internal const string Stream = "pushed";

    private const int Batch = 2_000;
    private const int MostBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private readonly string folder = storage.Value.FolderOf(host, "incoming");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <returns>How many deliveries were brought in or found not to be understood.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var done = 0;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = await db.InboxMessages.Where(m => m.Status == InboxStatus.Stored).Select(m => m.PartnerId).Distinct().ToListAsync(ct);
        foreach (var partner in await db.Partners.AsNoTracking().Where(p => waiting.Contains(p.Id)).ToListAsync(ct))
        {
            var claim = Claim.New();
            if (!await ClaimAsync(db, partner.Id, claim, ct))
                continue;
            try
            {
                int some;
                while ((some = await SomeAsync(partner, ct)) > 0 && await RenewAsync(db, partner.Id, claim, ct))
                    done += some;
                done += some;
            }
            catch (PayloadNotImportedException busy)
            {
                log.LogWarning("Deliveries of {Partner} wait: {Why}", partner.Name, busy.Message);
            }
            finally
            {
                await db.SyncStreams.Where(s => s.PartnerId == partner.Id && s.Stream == Stream && s.ClaimedBy == claim)
                    .ExecuteUpdateAsync(set => set.SetProperty(s => s.ClaimedBy, (string?)null).SetProperty(s => s.ClaimedUntil, (DateTime?)null), CancellationToken.None);
            }
        }
        if (done > 0)
        {
            reconciliation.Request("inbox");
            feed.Publish(ChangeTopic.Sync);
        }
        return done;
    }

    private async Task<bool> ClaimAsync(ConsoleContext db, int partnerId, string claim, CancellationToken ct)
    {
        var now = Now;
        await RunSync.EnsureAsync(db, partnerId, Stream, now, ct);
        var held = await db.SyncStreams.AsNoTracking().SingleAsync(s => s.PartnerId == partnerId && s.Stream == Stream, ct);
        var dead = held.ClaimedBy is not null && Claim.IsDead(held.ClaimedBy);
        return await db.SyncStreams.Where(s => s.Id == held.Id && s.ClaimedBy == held.ClaimedBy && (s.ClaimedBy == null || s.ClaimedUntil < now || dead))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ClaimedBy, claim).SetProperty(s => s.ClaimedUntil, now + Lease), ct) == 1;
    }

    private async Task<bool> RenewAsync(ConsoleContext db, int partnerId, string claim, CancellationToken ct)
    {
        var until = Now + Lease;
        return await db.SyncStreams.Where(s => s.PartnerId == partnerId && s.Stream == Stream && s.ClaimedBy == claim).ExecuteUpdateAsync(set => set.SetProperty(s => s.ClaimedUntil, until), ct) == 1;
    }

    private async Task<int> SomeAsync(Partner partner, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var intake = new PayloadIntake(contexts, receive, runner, folder, partner.Id, partner.Name, partner.AccountId, clock);
        var taken = new List<long>(Batch);
        var failed = new List<(long Id, string Why)>();
        var bytes = 0L;
        await foreach (var message in db.InboxMessages.AsNoTracking().Where(m => m.PartnerId == partner.Id && m.Status == InboxStatus.Stored).OrderBy(m => m.Id).Take(Batch).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (await NotUnderstoodAsync(partner, message, intake, ct) is { } why)
                failed.Add((message.Id, why));
            else
                taken.Add(message.Id);
            if ((bytes += message.Body?.Length ?? 0) > MostBytes)
                break;
        }
        if (taken.Count + failed.Count == 0)
            return 0;
        await intake.CommitAsync(ct);
        await NoteAsync(taken, failed, ct);
        return taken.Count + failed.Count;
    }

    /// <returns>Why nobody understands it; null when it was handed on.</returns>
    private async Task<string?> NotUnderstoodAsync(Partner partner, InboxMessage message, PayloadIntake intake, CancellationToken ct)
    {
        IReadOnlyList<WebhookDocument> documents;
        try
        {
            documents = WebhookDocuments.Of(partner.Kind, bodies.Unprotect(message.Body ?? []), message.ReceivedAt);
        }
        catch (PartnerException wrong)
        {
            return wrong.Message;
        }
        catch (CryptographicException)
        {
            return "It cannot be decrypted: the keys in the folder 'keys' are others than those it was stored with. Bring the keys back and try again.";
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One delivery that we cannot deal with must not hold up those behind it.
            log.LogError(fault, "Delivery {Id} of {Partner} could not be taken apart", message.Id, partner.Name);
            return "It could not be taken apart for a reason on our side; the log has the details.";
        }
        if (documents.Any(d => d.IsUnreadable))
            return $"It is not JSON of the shape that {PartnerConnectors.Describe(partner.Kind).Title} documents. It is kept as it came; ask the partner what it sent, or try again with a newer console.";
        foreach (var (payload, json) in documents)
            await intake.DocumentAsync(payload, json, ct);
        return null;
    }

    private async Task NoteAsync(List<long> taken, List<(long Id, string Why)> failed, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = Now;
        await using var transaction = await db.BeginWriteAsync(ct);
        foreach (var some in taken.Chunk(500))
        {
            await db.InboxMessages.Where(m => some.Contains(m.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.Status, InboxStatus.Processed).SetProperty(m => m.ProcessedAt, now).SetProperty(m => m.Body, (byte[]?)null).SetProperty(m => m.Problem, ""), ct);
        }
        // What nobody understands keeps its body: a newer console may read it.
        foreach (var (id, why) in failed)
        {
            var problem = why.Length <= 500 ? why : why[..499] + "…";
            await db.InboxMessages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, InboxStatus.Failed).SetProperty(m => m.ProcessedAt, now).SetProperty(m => m.Problem, problem), ct);
        }
        await transaction.CommitAsync(ct);
    }
}
