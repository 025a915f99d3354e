using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Telling;

/// <summary>
/// A partner that lacks what it was told is told once more: a message that failed is sent again, and one that was done is followed by the difference to what the
/// partner says now. The same click twice does it once.
/// </summary>
public sealed class TellAgain(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, StockTelling telling, ReconciliationRequests reconciliation, ChangeFeed feed, TimeProvider clock)
{
    /// <param name="version">Of what was told, as the person saw it.</param>
    /// <param name="notThere">The person looked at the partner and it is not there: needed when the outcome is unknown.</param>
    public async Task<Outcome> RunAsync(Actor actor, long toldId, int version, bool notThere, string why, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.CorrectStock, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (why.Trim().Length is < 3 or > 500)
            return Outcome.Refused("Give a reason of 3 to 500 characters.");
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var told = await db.StockTold.SingleOrDefaultAsync(t => t.Id == toldId, ct);
        if (told is null || companies is not null && !await db.Accounts.AnyAsync(a => a.Id == told.AccountId && companies.Contains(a.CompanyId), ct))
            return Outcome.Forbidden("There is no such message among the accounts you see.");
        if (told.Version != version)
            return Outcome.Conflict("It changed meanwhile. Look at it again.");
        if (await db.OutboxMessages.SingleOrDefaultAsync(m => m.PartnerId == told.PartnerId && m.Key == told.MessageKey, ct) is not { } message)
            return Outcome.Refused("Its message no longer exists.");
        var outcome = message.Status switch
        {
            OutboxStatus.Refused or OutboxStatus.GaveUp or OutboxStatus.Unknown => SendAgain(message, notThere),
            OutboxStatus.Done => await DifferenceAsync(db, actor, told, ct),
            OutboxStatus.Cancelled => Outcome.Refused("It was taken back. What is to be told now follows from newer movements."),
            _ => Outcome.Refused("It is under way already: wait for its outcome."),
        };
        if (!outcome.Succeeded)
            return outcome;
        // Whoever clicks on what was seen before finds it changed.
        db.Entry(told).Property(t => t.SaidAt).IsModified = true;
        await trail.AppendAsync(db, new AuditRecord(actor, "stock.told-again", "stock", $"{told.Sku}, {told.MessageKey}", $"{{\"status\":\"{message.Status}\"}}", null, why.Trim()), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        reconciliation.Request("stock told again");
        feed.Publish(ChangeTopic.Sync);
        feed.Publish(ChangeTopic.Stock);
        return outcome;
    }

    private Outcome SendAgain(OutboxMessage message, bool notThere)
    {
        if (message.Status == OutboxStatus.Unknown && !notThere)
            return Outcome.Refused("Nobody knows whether it arrived. Look it up at the partner first, and confirm that it is not there.");
        if (message.Body.Length == 0)
            return Outcome.Refused("It ended so long ago that its content is no longer kept.");
        message.SendAgain(clock.GetUtcNow().UtcDateTime);
        return Outcome.Done("It is sent again.");
    }

    /// <summary>What the partner says now is less or more than it confirmed: it gets the difference.</summary>
    private async Task<Outcome> DifferenceAsync(ConsoleContext db, Actor actor, StockTold told, CancellationToken ct)
    {
        if (await db.StockTold.AnyAsync(t => t.AccountId == told.AccountId && t.Sku == told.Sku && t.PartnerId == told.PartnerId && t.Id > told.Id, ct))
            return Outcome.Refused("A newer message was written for this SKU. Look at that one.");
        if (told.Said is not { } said || told.Confirmed is not { } confirmed)
            return Outcome.Refused("It is not known what the partner has now. Ask it first.");
        var partner = await db.Partners.AsNoTracking().SingleAsync(p => p.Id == told.PartnerId, ct);
        var missing = confirmed - said;
        if (missing is 0 or > int.MaxValue or < int.MinValue)
            return Outcome.Refused("The partner has what it was told: there is nothing to tell again.");
        var key = $"stock-{told.MovementId}-again-{told.Id}";
        if (partner.Kind == PartnerKind.AmazonVendor || StockTelling.Message(partner, told.Sku, (int)missing, 0) is not { } message)
            return Outcome.Refused($"{partner.Name} cannot be told a difference.");
        return await telling.RepairAsync(db, actor, partner, told, (int)missing, key, message, ct)
            ? Outcome.Done($"{partner.Name} is told {(missing > 0 ? "+" : "−")}{Math.Abs(missing)}.")
            : Outcome.Refused("The difference is under way already.");
    }
}
