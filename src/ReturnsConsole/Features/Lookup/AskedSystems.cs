using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Sync;

namespace ReturnsConsole.Features.Lookup;

/// <summary>A source of what is known here, and how old that is.</summary>
/// <param name="LastAt">When it was last in sync; null: never.</param>
/// <param name="Silent">Why it counts as silent; null when it does not.</param>
public sealed record AskedSystem(string Name, DateTime? LastAt, string? Silent);

/// <summary>Which systems' data was looked through: the partners that are called, and the files that people bring.</summary>
internal static class AskedSystems
{
    private static readonly (string Name, FileFormat[] Formats)[] Files =
    [
        ("Order files", [FileFormat.AmazonAllOrders]),
        ("Return files", [FileFormat.AmazonReturnsFlat, FileFormat.AmazonReturnsXml, FileFormat.AmazonFbaReturns]),
        ("Settlement files", [FileFormat.AmazonSettlementV1, FileFormat.AmazonSettlementV2]),
        ("Warehouse receipts", [FileFormat.ConsoleReceipts]),
    ];

    /// <param name="accounts">Null: all.</param>
    public static async Task<IReadOnlyList<AskedSystem>> OfAsync(ConsoleContext db, IReadOnlyList<int>? accounts, int silentHours, DateTime nowUtc, CancellationToken ct)
    {
        var asked = new List<AskedSystem>();
        var silent = (await SyncHealth.SilentAsync(db, silentHours, nowUtc, ct)).ToLookup(s => s.PartnerId);
        var last = await db.SyncStreams.AsNoTracking().GroupBy(s => s.PartnerId).Select(g => new { g.Key, At = g.Max(s => s.LastSuccessAt) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        foreach (var partner in await db.Partners.AsNoTracking().OrderBy(p => p.Name).Select(p => new { p.Id, p.AccountId, p.Name, p.Paused }).ToListAsync(ct))
        {
            if (accounts is not null && !accounts.Contains(partner.AccountId))
                continue;
            var why = partner.Paused ? "switched off" : silent[partner.Id].Any() ? "silent" : null;
            asked.Add(new(partner.Name, last.GetValueOrDefault(partner.Id), why));
        }
        var files = await db.SourceFiles.AsNoTracking().Where(f => f.Status == ImportStatus.Done && (accounts == null || accounts.Contains(f.AccountId)))
            .GroupBy(f => f.Format).Select(g => new { g.Key, At = g.Max(f => f.FinishedAt) }).ToListAsync(ct);
        foreach (var (name, formats) in Files)
            asked.Add(new(name, files.Where(f => formats.Contains(f.Key)).Max(f => f.At), null));
        return asked;
    }
}
