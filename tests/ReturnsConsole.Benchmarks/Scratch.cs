#pragma warning disable EF1002
using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Triage;

internal static class Scratch
{
    public static void Run(string pragma)
    {
        File.Delete("/tmp/scratch.db"); File.Delete("/tmp/scratch.db-wal"); File.Delete("/tmp/scratch.db-shm");
        var o = new DbContextOptionsBuilder<SqliteConsoleContext>().UseSqlite("Data Source=/tmp/scratch.db").AddInterceptors(new SqlitePragmas(30)).Options;
        using var db = new SqliteConsoleContext(o);
        db.Database.EnsureCreated();
        db.Database.OpenConnection();
        if (pragma != "") db.Database.ExecuteSqlRaw(pragma);
        var w = Stopwatch.StartNew(); var lap = 0L;
        void Lap(string s) { Console.WriteLine($"{s} {w.ElapsedMilliseconds - lap} ms"); lap = w.ElapsedMilliseconds; }
        using var tx = db.Database.BeginTransaction(System.Data.IsolationLevel.Serializable);
        foreach (var ix in new[] { "IX_SettlementLines_OfOrder", "IX_SettlementLines_OfSettlement", "IX_RefundSightings_OfOrder" }) db.Database.ExecuteSqlRaw($"DROP INDEX {ix}");
        Lap("drop");
        using var t = BulkTable.Open(db, typeof(SettlementLine), "Id", "SettlementPk", "FileId", "Line", "Part", "Kind", "Role", "TransactionType", "OrderKey", "OrderId", "MerchantOrderId", "AdjustmentId", "ShipmentId", "Marketplace", "AmountType", "AmountDescription", "Amount", "PostedAt", "OrderItemCode", "MerchantOrderItemId", "MerchantAdjustmentItemId", "Sku", "Quantity", "PromotionId");
        using var lines = new StreamReader("/tmp/v2.tsv");
        lines.ReadLine(); lines.ReadLine();
        var n = 0;
        var all = File.ReadAllBytes("/tmp/v2.tsv");
        var pos = 0; for (var k = 0; k < 2; k++) pos = Array.IndexOf(all, (byte)'\n', pos) + 1;
        Span<Range> c = stackalloc Range[24];
        Lap("read");
        for (var i = 0; i < 24; i++) { if (i is 7 or (>= 9 and <= 15) or (>= 18 and <= 21) or 23) t.Set(i, ReadOnlySpan<byte>.Empty); else t.Set(i, 1L); }
        while (pos < all.Length)
        {
            var end = all.AsSpan(pos).IndexOf((byte)'\n') + pos; var line = all.AsSpan(pos, end - pos); pos = end + 1; n++;
            var at = 0; for (var f = 0; f < 24; f++) { var e = line[at..].IndexOf((byte)'\t'); if (e < 0) e = line.Length - at; c[f] = at..(at + e); at += e + 1; }
            t.Set(0, (long)n); t.Set(3, (long)n); t.Set(7, line[c[6]]); t.Set(8, ReturnsConsole.Shared.OrderKey.From(line[c[7]])); t.Set(9, line[c[7]]); t.Set(10, line[c[8]]); t.Set(11, line[c[9]]); t.Set(12, line[c[10]]); t.Set(13, line[c[11]]);
            t.Set(14, line[c[12]]); t.Set(15, line[c[13]]); t.Set(16, (long)n * 7919 % 100000); t.Set(17, 1700000000000L + n % 100000 * 1000); t.Set(18, line[c[18]]); t.Set(19, line[c[19]]); t.Set(20, line[c[20]]); t.Set(21, line[c[21]]); t.SetNull(22);
            t.Add();
        }
        t.Flush();
        Lap("lines");
        using var s = BulkTable.Open(db, typeof(SourceRecord), "Id", "Hash", "Outcome");
        for (var i = 0; i < n; i++) { s.Set(0, SourceRecord.KeyOf(1, i + 1, 0)); s.Set(1, (long)i * 7046029254386353131L); s.Set(2, 1L); s.Add(); }
        s.Flush(); Lap("records");
        using var oc = BulkTable.Open(db, typeof(OrderChange), "OrderKey");
        for (var i = 0; i < n / 2; i++) { oc.Set(0, (long)i * 7046029254386353131L); oc.Add(); }
        oc.Flush(); Lap("orderchanges");
        foreach (var sql in new[] { "CREATE INDEX IX_SettlementLines_OfOrder ON SettlementLines(OrderKey)", "CREATE INDEX IX_SettlementLines_OfSettlement ON SettlementLines(SettlementPk,Id)" }) { db.Database.ExecuteSqlRaw(sql); Lap(sql); }
        tx.Commit(); Lap("commit");
        Console.WriteLine($"total {w.ElapsedMilliseconds} db {new FileInfo("/tmp/scratch.db").Length} wal {new FileInfo("/tmp/scratch.db-wal").Length} peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20}");
    }
}
