using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>Each bucket is the sum of its movements and of what the orders hold, and what the orders hold is what their facts say: nothing is sellable that no grade says so of.</summary>
internal static class VerifyStock
{
    private const string Name = "stock is the sum of its movements";

    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var moved = new Dictionary<(int Account, string Sku), StockCounts>();
        foreach (var m in await db.StockMovements.GroupBy(m => new { m.AccountId, m.Sku, m.From, m.To }).Select(g => new { g.Key, Sum = g.Sum(m => m.Quantity) }).ToListAsync(ct))
        {
            var counts = moved.GetValueOrDefault((m.Key.AccountId, m.Key.Sku));
            counts[m.Key.From] -= m.Sum;
            counts[m.Key.To] += m.Sum;
            moved[(m.Key.AccountId, m.Key.Sku)] = counts;
        }
        var held = await db.StockPositions.GroupBy(p => new { p.AccountId, p.Sku })
            .Select(g => new { g.Key.AccountId, g.Key.Sku, InTransit = g.Sum(p => p.InTransit), OnHand = g.Sum(p => p.OnHandUninspected), Sellable = g.Sum(p => p.Sellable), Quarantine = g.Sum(p => p.Quarantine), Scrap = g.Sum(p => p.Scrap), Lost = g.Sum(p => p.Lost) })
            .ToDictionaryAsync(g => (g.AccountId, g.Sku), g => new StockCounts(g.InTransit, g.OnHand, g.Sellable, g.Quarantine, g.Scrap, g.Lost), ct);
        await foreach (var balance in db.StockBalances.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            var of = (balance.AccountId, balance.Sku);
            moved.Remove(of, out var movements);
            held.Remove(of, out var orders);
            if (balance.Counts != movements)
                yield return new(Name, Where(of), $"It stands at {Say(balance.Counts)}; its movements give {Say(movements)}.");
            if (balance.Counts != orders)
                yield return new(Name, Where(of), $"It stands at {Say(balance.Counts)}; its orders hold {Say(orders)}.");
        }
        foreach (var of in moved.Keys.Union(held.Keys))
            yield return new(Name, Where(of), "It has movements or orders, but no balance is kept.");
        foreach (var c in await db.StockCorrections.AsNoTracking().Where(c => c.To == StockBucket.Sellable && (c.Grade == ConditionGrade.None || c.ById == 0)).ToListAsync(ct))
            yield return new("nothing is sellable without a grade", Where((c.AccountId, c.Sku)), $"Correction {c.Id} puts {c.Quantity} on sale without a grade given by a named person.");
        await foreach (var finding in ToldAsync(db, ct))
            yield return finding;
    }

    /// <summary>Every change of sellable stock that a partner is told has its message, and what was told adds up.</summary>
    private static async IAsyncEnumerable<VerifyFinding> ToldAsync(ConsoleContext db, [EnumeratorCancellation] CancellationToken ct)
    {
        const string Told = "what partners are told is written with the movement";
        foreach (var t in await db.StockTold.AsNoTracking().Where(t => !db.OutboxMessages.Any(m => m.PartnerId == t.PartnerId && m.Key == t.MessageKey)).ToListAsync(ct))
            yield return new(Told, Where((t.AccountId, t.Sku)), $"Movement {t.MovementId} was to be told as {t.MessageKey}, and there is no such message.");
        foreach (var of in (await db.StockTold.AsNoTracking().Select(t => new { t.Id, t.AccountId, t.Sku, t.PartnerId, t.Change, t.Total }).ToListAsync(ct)).GroupBy(t => (t.AccountId, t.Sku, t.PartnerId)))
        {
            if (of.Sum(t => t.Change) is var sum && of.MaxBy(t => t.Id)!.Total != sum)
                yield return new(Told, Where((of.Key.AccountId, of.Key.Sku)), $"Partner {of.Key.PartnerId} was told of {of.MaxBy(t => t.Id)!.Total} pieces; its messages add up to {sum}.");
        }
    }

    /// <summary>What the ledger has taken in of some orders against what their facts and corrections say.</summary>
    public static IEnumerable<VerifyFinding> Compare(IEnumerable<PostedStock> posted, IEnumerable<StockStanding> found, IEnumerable<PostedCorrection> corrections, IEnumerable<HeldPart> held)
    {
        var says = PostedCorrections.Over(found, corrections, held).Where(f => f.Value != default).ToDictionary();
        foreach (var (_, s) in posted)
        {
            says.Remove((s.AccountId, s.OrderKey, s.Sku), out var counts);
            if (counts != s.Counts)
                yield return new("stock follows the facts", $"SKU {s.Sku}, order {Shared.OrderKey.TextOf(s.OrderKey)}", $"The ledger has {Say(s.Counts)}; the facts say {Say(counts)}. Run 'reconcile --full'.");
        }
        foreach (var ((_, order, sku), counts) in says)
            yield return new("stock follows the facts", $"SKU {sku}, order {Shared.OrderKey.TextOf(order)}", $"The ledger has nothing; the facts say {Say(counts)}. Run 'reconcile --full'.");
    }

    private static string Where((int Account, string Sku) of) => $"SKU {of.Sku}, account {of.Account}";

    private static string Say(StockCounts c) => $"{c.InTransit} in transit, {c.OnHandUninspected} uninspected, {c.Sellable} sellable, {c.Quarantine} in quarantine, {c.Scrap} scrap, {c.Lost} lost";
}
