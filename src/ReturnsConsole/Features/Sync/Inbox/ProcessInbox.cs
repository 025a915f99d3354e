using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Sync.Inbox;

/// <summary>
/// Brings stored deliveries into the facts: many at once become one payload file and go the way of every file. A process that dies between import and note does it
/// again, which changes nothing. One process at a time does it.
/// </summary>
public sealed class ProcessInbox(
    IDbContextFactory<ConsoleContext> contexts, ReceivePayload receive, ImportRunner runner, ReconciliationRequests reconciliation, ChangeFeed feed, IOptions<StorageOptions> storage, IHostEnvironment host, TimeProvider clock)
{
    private const int Batch = 2_000;
    private readonly string folder = storage.Value.FolderOf(host, "incoming");

    /// <returns>How many deliveries were brought in.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var done = 0;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = await db.InboxMessages.Where(m => m.Status == InboxStatus.Stored).Select(m => m.PartnerId).Distinct().ToListAsync(ct);
        foreach (var partner in await db.Partners.AsNoTracking().Where(p => waiting.Contains(p.Id)).ToListAsync(ct))
        {
            int some;
            while ((some = await SomeAsync(partner, ct)) > 0)
                done += some;
        }
        if (done > 0)
        {
            reconciliation.Request("inbox");
            feed.Publish(ChangeTopic.Sync);
        }
        return done;
    }

    private async Task<int> SomeAsync(Partner partner, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var messages = await db.InboxMessages.AsNoTracking().Where(m => m.PartnerId == partner.Id && m.Status == InboxStatus.Stored).OrderBy(m => m.Id).Take(Batch).ToListAsync(ct);
        if (messages.Count == 0)
            return 0;
        await using var intake = new PayloadIntake(contexts, receive, runner, folder, partner.Id, partner.Name, partner.AccountId, clock);
        var taken = new List<long>(messages.Count);
        var failed = new List<(long Id, string Why)>();
        foreach (var message in messages)
        {
            try
            {
                foreach (var (payload, json) in WebhookDocuments.Of(partner.Kind, message.Body, message.ReceivedAt))
                    await intake.DocumentAsync(payload, json, ct);
                taken.Add(message.Id);
            }
            catch (PartnerException notUnderstood)
            {
                failed.Add((message.Id, notUnderstood.Message));
            }
        }
        await intake.CommitAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await db.BeginWriteAsync(ct);
        foreach (var some in taken.Chunk(500))
        {
            await db.InboxMessages.Where(m => some.Contains(m.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.Status, InboxStatus.Processed).SetProperty(m => m.ProcessedAt, now).SetProperty(m => m.Body, (byte[]?)null), ct);
        }
        // What nobody understands keeps its body: a newer console may read it.
        foreach (var (id, why) in failed)
        {
            var problem = why.Length <= 500 ? why : why[..499] + "…";
            await db.InboxMessages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, InboxStatus.Failed).SetProperty(m => m.ProcessedAt, now).SetProperty(m => m.Problem, problem), ct);
        }
        await transaction.CommitAsync(ct);
        return messages.Count;
    }
}
