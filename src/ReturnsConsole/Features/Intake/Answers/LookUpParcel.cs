using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake.Articles;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Scanning;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Answers;

/// <summary>From a scanned code to what is known. Every question is a look into an index and has a bound: it costs the same with a thousand identifiers and with five million.</summary>
public sealed class LookUpParcel(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, IOptions<IntakeOptions> options)
{
    public const int MostOrders = 6;
    private const int MostHits = 60;
    private const int MostNear = 6;
    private const string NearSqlite = "SELECT i.* FROM json_each({0}) c CROSS JOIN ParcelIdentifiers i WHERE i.Value = c.value";
    private const string NearSqlServer = "SELECT i.* FROM OPENJSON({0}) WITH (v varchar(60) '$') c INNER LOOP JOIN ParcelIdentifiers i ON i.Value = c.v";

    public async Task<Answer<ParcelAnswer>> RunAsync(Actor actor, string scan, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<ParcelAnswer>(refusal);
        var seen = (await accounts.RunAsync(actor, ct)).ToDictionary(a => a.Id, a => a.Name);
        var readings = ScanReadings.Of(scan);
        var code = Shown(scan);
        if (seen.Count == 0)
            return Answer.Refused<ParcelAnswer>("No account is granted to you yet. An administrator grants companies under Users.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.OpenConnectionAsync(ct);
        var shelved = await ShelvedAsync(db, readings, seen, ct);
        var hits = await HitsAsync(db, readings, seen, ct);
        var byProduct = false;
        if (hits.Count == 0 && shelved is null)
            (hits, byProduct) = await ProductAsync(db, readings, seen, ct);
        var article = hits.Count == 0 && shelved is null && !byProduct ? readings.FirstOrDefault(r => Gtin.Of(r) is not null) : null;
        var sku = "";
        if (article is not null && await FindArticle.SkusAsync(db, Gtin.Of(article)!, seen.Keys, ct) is { Count: > 0 } skus)
            (sku, (hits, byProduct)) = (skus[0], await ProductAsync(db, [.. skus.Select(s => IdentifierText.Key(s))], seen, ct));
        var part = hits.Count == 0 && shelved is null ? await PartAsync(db, sku.Length > 0 ? [sku] : [code.Trim(), .. readings], seen, ct) : null;
        if (part is not null)
            (hits, byProduct) = (part.Value.Hits, true);
        if (hits.Count > 0)
        {
            var (orders, more) = await OrdersAsync(db, hits, seen, ct);
            if (part is not null)
                orders = [.. orders.Select(o => o.Naming(part.Value.Sku))];
            return Answer.Of(new ParcelAnswer(ScanResult.Known, code, orders, more, [], shelved, "") { ByProduct = byProduct, Article = article is null ? null : new(article, sku) });
        }
        var shelf = await SuggestShelfAsync(db, ct);
        if (shelved is not null)
            return Answer.Of(new ParcelAnswer(ScanResult.OnShelf, code, [], false, [], shelved, shelf));
        var near = byProduct ? [] : await NearAsync(db, readings, seen, ct);
        return Answer.Of(new ParcelAnswer(near.Count > 0 ? ScanResult.Near : ScanResult.Unknown, code, [], false, near, null, shelf)
        {
            ByProduct = byProduct,
            Article = article is null || near.Count > 0 ? null : new(article, sku),
        });
    }

    /// <summary>The likeliest reading that leads anywhere wins; the others are not mixed in.</summary>
    private static async Task<List<ParcelIdentifier>> HitsAsync(ConsoleContext db, IReadOnlyList<string> readings, Dictionary<int, string> seen, CancellationToken ct)
    {
        if (readings.Count == 0)
            return [];
        var accountIds = seen.Keys.ToList();
        var found = await db.ParcelIdentifiers.AsNoTracking()
            .Where(i => readings.Contains(i.Value) && i.Kind < IdentifierKind.Sku && accountIds.Contains(i.AccountId))
            .OrderBy(i => i.Value).ThenBy(i => i.Kind).ThenByDescending(i => i.ReturnItemId).Take(MostHits).ToListAsync(ct);
        return readings.Select(r => found.Where(f => f.Value == r).ToList()).FirstOrDefault(f => f.Count > 0) ?? [];
    }

    /// <summary>A product's code: its newest returns that still wait for goods. True when the product is ours at all.</summary>
    private static async Task<(List<ParcelIdentifier> Hits, bool Ours)> ProductAsync(ConsoleContext db, IReadOnlyList<string> readings, Dictionary<int, string> seen, CancellationToken ct)
    {
        foreach (var reading in readings)
        {
            var found = new List<ParcelIdentifier>();
            foreach (var kind in (IdentifierKind[])[IdentifierKind.Sku, IdentifierKind.Asin])
                found.AddRange(await db.ParcelIdentifiers.AsNoTracking().Where(i => i.Value == reading && i.Kind == kind).OrderByDescending(i => i.ReturnItemId).Take(MostHits).ToListAsync(ct));
            found.RemoveAll(i => !seen.ContainsKey(i.AccountId));
            if (found.Count == 0)
                continue;
            var keys = found.Where(i => i.OrderKey != OrderKey.None).Select(i => i.OrderKey).Distinct().ToList();
            var received = (await db.GoodsReceipts.AsNoTracking().Where(r => keys.Contains(r.OrderKey)).Select(r => r.OrderKey).Distinct().ToListAsync(ct)).ToHashSet();
            return ([.. found.Where(i => i.ReturnItemId != 0 && i.OrderKey != OrderKey.None && !received.Contains(i.OrderKey))], true);
        }
        return ([], false);
    }

    /// <summary>A component's code: the newest returns of its kits that still wait for it. Null: it is no component that anything waits for.</summary>
    private static async Task<(string Sku, List<ParcelIdentifier> Hits)?> PartAsync(ConsoleContext db, IReadOnlyList<string> codes, Dictionary<int, string> seen, CancellationToken ct)
    {
        if (await db.KitComponents.Where(c => codes.Contains(c.Sku)).Select(c => c.Sku).FirstOrDefaultAsync(ct) is not { } sku)
            return null;
        var accounts = seen.Keys.ToList();
        var kits = await db.KitRecipes.Where(r => accounts.Contains(r.AccountId) && r.Components.Any(c => c.Sku == sku)).Select(r => r.KitSku).Distinct().Take(MostHits).ToListAsync(ct);
        var keys = kits.ConvertAll(k => IdentifierText.Key(k));
        var found = await db.ParcelIdentifiers.AsNoTracking().Where(i => keys.Contains(i.Value) && i.Kind == IdentifierKind.Sku && i.ReturnItemId != 0 && i.OrderKey != OrderKey.None && accounts.Contains(i.AccountId))
            .OrderByDescending(i => i.ReturnItemId).Take(MostHits).ToListAsync(ct);
        var waiting = new List<ParcelIdentifier>();
        foreach (var some in found.GroupBy(i => (i.AccountId, i.OrderKey)).Take(MostHits / 2).Chunk(MostOrders))
        {
            var orders = await ParcelFacts.LoadAsync(db, [.. some.Select(o => o.Key)], new HashSet<long>(), seen, ct);
            var open = orders.Where(o => o.Lines.Any(l => l.Sku == sku && l.PartOf.Length > 0 && l.Waiting > 0)).Select(o => (o.AccountId, o.OrderKey)).ToHashSet();
            waiting.AddRange(some.Where(o => open.Contains(o.Key)).Select(o => o.First()));
            if (waiting.Count >= MostOrders)
                break;
        }
        return waiting.Count == 0 ? null : (sku, waiting);
    }

    private static async Task<(IReadOnlyList<ParcelOrder> Orders, bool More)> OrdersAsync(ConsoleContext db, List<ParcelIdentifier> hits, Dictionary<int, string> seen, CancellationToken ct)
    {
        var targets = hits.Select(h => (h.AccountId, h.OrderKey)).Distinct().ToList();
        var named = hits.Where(h => h.ReturnItemId != 0).Select(h => h.ReturnItemId).ToHashSet();
        var orders = await ParcelFacts.LoadAsync(db, targets.Take(MostOrders).ToList(), named, seen, ct);
        return (orders, targets.Count > MostOrders);
    }

    private static async Task<List<NearMatch>> NearAsync(ConsoleContext db, IReadOnlyList<string> readings, Dictionary<int, string> seen, CancellationToken ct)
    {
        if (readings.Count == 0)
            return [];
        var scanned = readings[0];
        var codes = NearCodes.Of(scanned);
        if (codes.Count == 0)
            return [];
        var accountIds = seen.Keys.ToList();
        // Up to two thousand codes travel as one text: a parameter each would cost more than the look.
        var found = await db.ParcelIdentifiers.FromSqlRaw(db.Database.IsSqlServer() ? NearSqlServer : NearSqlite, JsonSerializer.Serialize(codes)).AsNoTracking()
            .Where(i => i.Kind < IdentifierKind.Sku && accountIds.Contains(i.AccountId))
            .OrderBy(i => i.Value).ThenBy(i => i.Kind).ThenByDescending(i => i.ReturnItemId).Take(MostHits).ToListAsync(ct);
        var near = new List<NearMatch>();
        foreach (var value in found.GroupBy(f => f.Value, StringComparer.Ordinal).Take(MostNear))
        {
            var first = value.First();
            var order = (await ParcelFacts.LoadAsync(db, [(first.AccountId, first.OrderKey)], value.Where(v => v.ReturnItemId != 0).Select(v => v.ReturnItemId).ToHashSet(), seen, ct)).FirstOrDefault();
            near.Add(new NearMatch(value.Key, first.Kind, IntakeWords.Spaced(value.Key, first.Kind), NearCodes.WordsOf(scanned, value.Key), order?.OrderId ?? "", order is null ? "" : IntakeWords.Short(order)));
        }
        return near;
    }

    private static async Task<ShelvedParcel?> ShelvedAsync(ConsoleContext db, IReadOnlyList<string> readings, Dictionary<int, string> seen, CancellationToken ct)
    {
        var accountIds = seen.Keys.ToList();
        return await db.UnidentifiedCodes.AsNoTracking().Where(c => readings.Contains(c.Value))
            .Join(db.UnidentifiedParcels, c => c.ParcelId, p => p.Id, (_, p) => p)
            .Where(p => (p.State == ShelfState.Waiting || p.State == ShelfState.Matched) && accountIds.Contains(p.AccountId))
            .OrderByDescending(p => p.Id).Select(p => new ShelvedParcel(p.Id, p.ShelfCode, p.At, p.State, p.OrderId)).FirstOrDefaultAsync(ct);
    }

    private async Task<string> SuggestShelfAsync(ConsoleContext db, CancellationToken ct)
    {
        var full = await db.UnidentifiedParcels.AsNoTracking().Where(p => p.State == ShelfState.Waiting || p.State == ShelfState.Matched)
            .GroupBy(p => p.ShelfCode).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return options.Value.AllShelves.MinBy(shelf => full.GetValueOrDefault(shelf)) ?? "";
    }

    private static string Shown(string scan)
    {
        var text = string.Concat(scan.Where(c => !char.IsControl(c))).Trim();
        if (text.Length > 3 && text[0] == ']')
            text = text[3..];
        return text.Length <= 120 ? text : text[..119] + "…";
    }
}
