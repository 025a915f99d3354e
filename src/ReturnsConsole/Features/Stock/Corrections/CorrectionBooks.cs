using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Stock.Corrections;

/// <summary>What a correction is decided on, as it stands in the transaction.</summary>
internal sealed record CorrectedStock(StockBalance Balance, StockPosition? Position)
{
    public StockCounts Counts => Position?.Counts ?? default;
}

/// <summary>Reads what a correction is about and writes it down: the correction, its movement, the messages to partners and the audit entry, all in the caller's transaction.</summary>
public sealed class CorrectionBooks(IAccessGuard guard, AuditTrail trail, StockTelling telling, TimeProvider clock)
{
    public const int MaxWhy = 500;

    internal static string? WhyRefusal(string why) => why.Trim().Length is < 3 or > MaxWhy ? $"Give a reason of 3 to {MaxWhy} characters." : null;

    internal async Task<(CorrectedStock? Stock, Outcome? Refusal)> ReadAsync(ConsoleContext db, Actor actor, int balanceId, int version, long orderKey, CancellationToken ct)
    {
        var companies = await guard.CompaniesAsync(actor, ct);
        var balance = await db.StockBalances.AsNoTracking().SingleOrDefaultAsync(b => b.Id == balanceId, ct);
        var company = balance is null ? null : await db.Accounts.Where(a => a.Id == balance.AccountId).Select(a => (int?)a.CompanyId).SingleOrDefaultAsync(ct);
        if (balance is null || company is null || companies?.Contains(company.Value) == false)
            return (null, Outcome.Forbidden("There is no such SKU among the accounts you see."));
        if (balance.Version != version)
            return (null, Outcome.Conflict($"The stock of {balance.Sku} moved while you looked at it. Look at it again."));
        var position = await db.StockPositions.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == balance.AccountId && p.OrderKey == orderKey && p.Sku == balance.Sku, ct);
        return position is null && orderKey != OrderKey.None ? (null, Outcome.Refused("This order has no pieces of the SKU any more. Look at it again.")) : (new(balance, position), null);
    }

    internal async Task WriteAsync(ConsoleContext db, Actor actor, string action, CorrectedStock stock, StockCorrection correction, CancellationToken ct)
    {
        db.StockCorrections.Add(correction);
        await db.SaveChangesAsync(ct);
        var (balance, before) = (stock.Balance, stock.Counts);
        // What the position holds is what the facts say with all earlier corrections on top; this one comes last.
        var after = CorrectionRules.Apply(before, [new(correction.Id, correction.From, correction.To, correction.Quantity)]);
        PostedStock[] posted = stock.Position is { } p ? [new(p.Id, new(balance.AccountId, correction.OrderKey, balance.Sku, before))] : [];
        var posting = new StockPosting(posted, [new(balance.AccountId, correction.OrderKey, balance.Sku, after)], [], clock.GetUtcNow().UtcDateTime, correction.Id);
        await telling.AddAsync(db, actor, await posting.WriteAsync(db, ct), ct);
        var subject = string.Create(CultureInfo.InvariantCulture, $"{balance.Sku}, account {balance.AccountId}, correction {correction.Id}");
        await trail.AppendAsync(db, new AuditRecord(actor, action, "stock", subject, Show(before), Show(after), correction.Why), ct);
        await db.SaveChangesAsync(ct);
    }

    internal StockCorrection Make(Actor actor, CorrectedStock stock, long orderKey, StockBucket from, StockBucket to, int quantity, ConditionGrade grade, string why, long receiptId = 0) => new()
    {
        AccountId = stock.Balance.AccountId,
        OrderKey = orderKey,
        Sku = stock.Balance.Sku,
        From = from,
        To = to,
        Quantity = quantity,
        ReceiptId = receiptId,
        Grade = grade,
        Why = why.Trim(),
        ById = actor.UserId,
        ByName = actor.Name.Length <= 200 ? actor.Name : actor.Name[..200],
        At = clock.GetUtcNow().UtcDateTime,
    };

    private static string Show(StockCounts c) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"inTransit\":{c.InTransit},\"onHandUninspected\":{c.OnHandUninspected},\"sellable\":{c.Sellable},\"quarantine\":{c.Quarantine},\"scrap\":{c.Scrap},\"lost\":{c.Lost}}}");
}
