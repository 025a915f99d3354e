using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Notices;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Refunds.Sending;

/// <param name="BatchId">Null: nothing was left to send.</param>
/// <param name="Fault">Why nothing could be made; empty when it could.</param>
public sealed record Made(int? BatchId, int Sent, int Withdrawn, string Fault = "");

/// <summary>
/// Makes one document of one account: reads the facts, judges each instruction, writes the document to the disk, and then the batch, its message and its
/// instructions' states, in one transaction. When that ends, the intent, its keys and the document's hash are durable; before, nothing has happened.
/// </summary>
public sealed class MakeBatch(
    IDbContextFactory<ConsoleContext> contexts, EvidenceStore evidence, OutboxWriter outbox, AuditTrail trail, IOptions<ReconciliationSettings> settings, TimeProvider clock)
{
    public const int MostMessages = RefundFeedWriter.MostMessages;

    public async Task<Made> RunAsync(Actor actor, int accountId, InstructionKind kind, IReadOnlyList<long> ids, RefundPolicy policy, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var partner = await db.Partners.AsNoTracking().Where(p => p.AccountId == accountId && p.Kind == PartnerKind.AmazonSeller).OrderBy(p => p.Paused).ThenBy(p => p.Id).FirstOrDefaultAsync(ct);
        if (partner is null)
            return new(null, 0, 0, "No Amazon seller account is connected for it: connect one under Partners.");
        var options = PartnerOptions.Read(partner.Options);
        if (!options.TryGetValue("SellerId", out var merchant) || merchant.Length == 0)
            return new(null, 0, 0, $"{partner.Name} has no merchant token: enter it under Partners. Amazon's documents need it.");
        var books = new RefundBooks(db, trail, clock.GetUtcNow().UtcDateTime);
        var (ready, reservations, withdrawn) = await JudgeAsync(books, actor, kind, ids, policy, ct);
        var document = Fitting(merchant, kind, ready, books, actor, reservations, ref withdrawn);
        if (document is null)
        {
            await books.SaveAsync(ct);
            await write.CommitAsync(ct);
            return new(null, 0, withdrawn);
        }
        var stored = await evidence.StoreAsync(new FileEntry("refunds.xml", document.Content.Length, document.Content.Length, () => new MemoryStream(document.Content.ToArray(), false)), ct);
        var batch = new RefundBatch
        {
            AccountId = accountId,
            PartnerId = partner.Id,
            Kind = kind,
            FeedType = document.FeedType,
            DocumentHash = stored.Sha256,
            DocumentBytes = stored.Bytes,
            Messages = ready.Count,
            MessageKey = $"{(kind == InstructionKind.Refund ? "refunds" : "cancellations")}/{Guid.CreateVersion7(clock.GetUtcNow()):N}",
            State = BatchState.Waiting,
            CreatedAt = books.Now,
            CreatedBy = RefundIntake.Clip(actor.Name),
        };
        db.RefundBatches.Add(batch);
        await db.SaveChangesAsync(ct);
        for (var i = 0; i < ready.Count; i++)
        {
            (ready[i].BatchId, ready[i].MessageNumber, ready[i].AlarmAt) = (batch.Id, i + 1, books.Now.AddHours(policy.UnconfirmedHours));
            books.Move(actor, ready[i], reservations[ready[i].ReservationId], RefundState.Submitted, "refund.batched", $"Message {i + 1} of document {batch.Id}.");
        }
        string[] marketplaces = options.TryGetValue("MarketplaceIds", out var listed) ? listed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        await outbox.AddAsync(db, actor, partner.Id, batch.MessageKey, $"{ready.Count} {RefundWords.Of(kind)}{(ready.Count == 1 ? "" : "s")}, document {batch.Id}",
            new StoredFeedMessage(document.FeedType, marketplaces, stored.Sha256, document.ContentType, batch.Id), ct, [.. ready.Where(r => r.ReturnItemId != 0).Select(r => r.ReturnItemId)]);
        foreach (var cancellation in ready.Where(r => r.ZeroStock))
            await ZeroOut.AddAsync(db, outbox, actor, partner, cancellation, ct);
        books.Note(new AuditRecord(actor, "refund-batch.made", "refund-batch", $"{batch.Id}", null, $"{{\"document\":\"{stored.Sha256}\",\"messages\":{ready.Count},\"type\":\"{document.FeedType}\"}}"));
        await books.SaveAsync(ct);
        await write.CommitAsync(ct);
        return new(batch.Id, ready.Count, withdrawn);
    }

    /// <summary>What may leave, in the order in which it was asked for. What may not is withdrawn, or sent back for approval.</summary>
    private async Task<(List<RefundRequest> Ready, Dictionary<long, RefundReservation> Reservations, int Withdrawn)> JudgeAsync(
        RefundBooks books, Actor actor, InstructionKind kind, IReadOnlyList<long> ids, RefundPolicy policy, CancellationToken ct)
    {
        var db = books.Db;
        var orders = new List<OrderOf>();
        foreach (var part in ids.Chunk(500))
            orders.AddRange((await db.RefundRequests.AsNoTracking().Where(r => part.Contains(r.Id) && r.State == RefundState.Queued).Select(r => new { r.AccountId, r.OrderId }).ToListAsync(ct)).Select(r => new OrderOf(r.AccountId, r.OrderId)));
        var all = await MoneyLoading.LoadAsync(db, orders, settings.Value, ct);
        var reservations = all.Values.SelectMany(m => m.Reservations).DistinctBy(r => r.Id).ToDictionary(r => r.Id);
        var wanted = ids.ToHashSet();
        var (ready, withdrawn) = (new List<RefundRequest>(ids.Count), 0);
        foreach (var request in all.Values.SelectMany(m => m.Requests).DistinctBy(r => r.Id).Where(r => wanted.Contains(r.Id) && r.State == RefundState.Queued && r.Kind == kind).OrderBy(r => r.Id))
        {
            var (verdict, why) = Judging.Judge(request, all[new(request.AccountId, request.OrderId)], policy, settings.Value);
            switch (verdict)
            {
                case Fitness.Ready:
                    ready.Add(request);
                    break;
                case Fitness.Withdraw:
                    Withdraw(books, actor, request, reservations[request.ReservationId], why);
                    withdrawn++;
                    break;
                case Fitness.Approve:
                    books.Move(actor, request, reservations[request.ReservationId], RefundState.AwaitingApproval, "refund.needs-approval", why);
                    Tell(books, request, $"Your refund for order {request.OrderId} now needs a second person: {why}");
                    withdrawn++;
                    break;
            }
        }
        return (ready, reservations, withdrawn);
    }

    /// <summary>A document without faults, of at most the bytes that Amazon takes. What the writer faults is withdrawn with its words; what does not fit stays queued.</summary>
    private static InstructionDocument? Fitting(string merchant, InstructionKind kind, List<RefundRequest> ready, RefundBooks books, Actor actor, Dictionary<long, RefundReservation> reservations, ref int withdrawn)
    {
        while (ready.Count > 0)
        {
            var document = kind == InstructionKind.Refund ? RefundFeedWriter.Refunds(merchant, [.. ready.Select(Refund)]) : RefundFeedWriter.Cancellations(merchant, [.. ready.Select(Cancel)]);
            if (document.Faults.Count > 0)
            {
                foreach (var fault in document.Faults.GroupBy(f => f.Key).ToList())
                {
                    var request = ready.Single(r => r.Key == fault.Key);
                    ready.Remove(request);
                    Withdraw(books, actor, request, reservations[request.ReservationId], string.Join(' ', fault.Select(f => f.Problem)));
                    withdrawn++;
                }
                continue;
            }
            if (document.Content.Length <= RefundFeedWriter.MostBytes)
                return document;
            ready.RemoveRange(ready.Count / 2, ready.Count - (ready.Count / 2));
        }
        return null;
    }

    internal static void Withdraw(RefundBooks books, Actor actor, RefundRequest request, RefundReservation reservation, string why)
    {
        books.Move(actor, request, reservation, RefundState.Cancelled, "refund.withdrawn", why);
        Tell(books, request, $"Your {RefundWords.Of(request.Kind)} for order {request.OrderId} was taken back before it was sent: {why}");
    }

    internal static void Tell(RefundBooks books, RefundRequest request, string text)
    {
        if (request.RequestedById > 0)
            books.Db.Notices.Add(new Notice { UserId = request.RequestedById, At = books.Now, Text = text.Length <= 300 ? text : text[..299] + "…", Link = $"refunds/{request.Id}" });
    }

    private static RefundInstruction Refund(RefundRequest r) => new()
    {
        Key = r.Key,
        OrderId = r.OrderId,
        OrderItemId = r.OrderItemId,
        Marketplace = r.Marketplace,
        Currency = r.Currency,
        Reason = r.Reason,
        ItemMinor = r.Amounts.Item,
        TaxMinor = r.Amounts.Tax,
        ShippingMinor = r.Amounts.Shipping,
        ShippingTaxMinor = r.Amounts.ShippingTax,
        GiftWrapMinor = r.Amounts.GiftWrap,
        GiftWrapTaxMinor = r.Amounts.GiftWrapTax,
        RestockingFeeMinor = r.Amounts.RestockingFee,
        GoodwillMinor = r.Amounts.Goodwill,
        PromotionMinor = r.Amounts.Promotion,
    };

    private static CancelInstruction Cancel(RefundRequest r) => new() { Key = r.Key, OrderId = r.OrderId, OrderItemId = r.OrderItemId, Reason = r.Reason, Quantity = r.Quantity };
}
