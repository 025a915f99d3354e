using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Refunds.Sending;

/// <summary>Ties batches to their messages in the outbox: gives the document, holds back what is no longer right, and writes each answer to its instruction.</summary>
public sealed class BatchKeeper(EvidenceStore evidence, AuditTrail trail, IRefundPolicies policies, IOptions<ReconciliationSettings> settings, TimeProvider clock) : IMessageKeeper
{
    /// <summary>A document that waited longer is judged once more before it leaves.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public bool Keeps(string kind) => kind == OutboxKinds.StoredFeed;

    public async Task<PartnerMessage> FillAsync(ConsoleContext db, OutboxMessage message, PartnerMessage what, CancellationToken ct)
    {
        var stored = (StoredFeedMessage)what;
        var batch = await db.RefundBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == stored.BatchId && b.MessageKey == message.Key && b.PartnerId == message.PartnerId, ct)
            ?? throw new JsonException($"There is no batch {stored.BatchId} of this message.");
        var numbered = await db.RefundRequests.AsNoTracking().Where(r => r.BatchId == batch.Id).OrderBy(r => r.MessageNumber).Select(r => new { r.Key, r.MessageNumber }).ToListAsync(ct);
        if (numbered.Count != batch.Messages || numbered.Where((n, at) => n.MessageNumber != at + 1).Any())
            throw new JsonException($"Batch {batch.Id} has {numbered.Count} instructions; its document holds {batch.Messages}.");
        return new FeedMessage(stored.FeedType, stored.MarketplaceIds, await DocumentAsync(batch, ct), stored.ContentType, [.. numbered.Select(n => n.Key)]);
    }

    /// <summary>The document as it was written; its hash is checked while it is read.</summary>
    /// <exception cref="JsonException">It is gone or damaged.</exception>
    internal async Task<byte[]> DocumentAsync(RefundBatch batch, CancellationToken ct)
    {
        if (!evidence.Has(batch.DocumentHash))
            throw new JsonException($"The document of batch {batch.Id} is no longer in the evidence store.");
        try
        {
            await using var stream = evidence.Open(batch.DocumentHash, $"batch {batch.Id}", batch.DocumentBytes).Open();
            using var bytes = new MemoryStream((int)batch.DocumentBytes);
            await stream.CopyToAsync(bytes, ct);
            return bytes.ToArray();
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException or PartnerFileException)
        {
            throw new JsonException($"The document of batch {batch.Id} cannot be read: {damaged.Message}", damaged);
        }
    }

    public async Task<string?> HoldAsync(ConsoleContext db, OutboxMessage message, CancellationToken ct)
    {
        var batch = await db.RefundBatches.SingleAsync(b => b.PartnerId == message.PartnerId && b.MessageKey == message.Key, ct);
        var requests = await db.RefundRequests.Where(r => r.BatchId == batch.Id).OrderBy(r => r.MessageNumber).ToListAsync(ct);
        var decided = requests.Count(r => r.State != RefundState.Submitted);
        var why = decided > 0 ? $"{decided} of its instructions were decided meanwhile" : Now - batch.CreatedAt > Fresh ? await WrongAsync(db, batch, requests, ct) : null;
        if (why is null)
        {
            // Whoever reads the batch now sees that Amazon is being told.
            (batch.State, batch.SubmittedAt) = (BatchState.Submitted, Now);
            foreach (var request in requests)
                request.SubmittedAt ??= Now;
            return null;
        }
        await DissolveAsync(db, batch, requests, Actor.System, why, ct);
        return $"Not sent: {why}. What is still right is queued again.";
    }

    public async Task ApplyAsync(ConsoleContext db, OutboxMessage message, SendAnswer answer, CancellationToken ct)
    {
        var batch = await db.RefundBatches.SingleAsync(b => b.PartnerId == message.PartnerId && b.MessageKey == message.Key, ct);
        if (batch.State == BatchState.Dissolved)
            return;
        batch.Said = message.Message;
        if (message.Reference.Length > 0 && !message.Reference.Contains('~'))
            batch.FeedId = message.Reference;
        // While Amazon works nothing changes for the instructions.
        if (message.Status == OutboxStatus.Pending && batch.State == BatchState.Submitted)
            return;
        var requests = await db.RefundRequests.Where(r => r.BatchId == batch.Id).OrderBy(r => r.MessageNumber).ToListAsync(ct);
        if (message.Status == OutboxStatus.GaveUp)
        {
            await DissolveAsync(db, batch, requests, Actor.System, "it could not be sent", ct);
            return;
        }
        var books = new RefundBooks(db, trail, Now);
        var reservations = await ReservationsAsync(db, requests, ct);
        BatchAnswers.Apply(books, batch, requests, reservations, message.Status, answer);
        await books.WriteAuditAsync(ct);
    }

    /// <summary>Nobody was told: what it held is queued again.</summary>
    internal async Task DissolveAsync(ConsoleContext db, RefundBatch batch, List<RefundRequest> requests, Actor actor, string why, CancellationToken ct)
    {
        var books = new RefundBooks(db, trail, Now);
        var reservations = await ReservationsAsync(db, requests, ct);
        foreach (var request in requests)
        {
            (request.BatchId, request.MessageNumber, request.SubmittedAt, request.AlarmAt) = (null, 0, null, null);
            if (request.State is RefundState.Submitted or RefundState.OutcomeUnknown)
                books.Move(actor, request, reservations[request.ReservationId], RefundState.Queued, "refund.requeued", $"Its document was not sent: {why}.");
        }
        (batch.State, batch.EndedAt, batch.Said) = (BatchState.Dissolved, Now, $"Taken back before anybody was told: {why}.");
        books.Note(new AuditRecord(actor, "refund-batch.dissolved", "refund-batch", $"{batch.Id}", Why: why));
        await books.WriteAuditAsync(ct);
    }

    internal static async Task<Dictionary<long, RefundReservation>> ReservationsAsync(ConsoleContext db, List<RefundRequest> requests, CancellationToken ct)
    {
        var ids = requests.Select(r => r.ReservationId).Distinct().ToList();
        return await db.RefundReservations.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
    }

    private async Task<string?> WrongAsync(ConsoleContext db, RefundBatch batch, List<RefundRequest> requests, CancellationToken ct)
    {
        var policy = await policies.OfAsync(batch.AccountId, ct);
        var money = await MoneyLoading.LoadAsync(db, requests.Select(r => new OrderOf(r.AccountId, r.OrderId)), settings.Value, ct);
        var wrong = requests.Count(r => Judging.Judge(r, money[new(r.AccountId, r.OrderId)], policy, settings.Value).Verdict != Fitness.Ready);
        return wrong == 0 ? null : $"{wrong} of its instructions would no longer be allowed";
    }
}
