using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Imports;
using Xunit;

namespace ReturnsConsole.Tests.Imports;

/// <summary>Whatever the order in which files come, and however often, the facts are the same.</summary>
public sealed class OrderOfImportTests
{
    [Fact]
    public void Files_InAnyOrderAndRepeated_GiveTheSameFacts()
    {
        var plans = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(plans, seed =>
        {
            var random = new System.Random(seed);
            var files = Enumerable.Range(0, 4).Select(i => (Name: $"{seed}-{i}", Rows: MadeUpReader.Rows(random))).ToList();
            var shuffled = files.ToArray();
            random.Shuffle(shuffled);
            var one = FactsAfter(files);
            Assert.Equal(one, FactsAfter([.. shuffled, shuffled[0]]));
            Assert.NotEmpty(one);
        }));
    }

    [Fact]
    public async Task ManyRows_OverSeveralBatches_EachReturnIsThereOnce()
    {
        var reader = new MadeUpReader();
        using var house = new ImportHouse(reader);
        reader.Files["many"] = [.. Enumerable.Range(0, 5_000).Select(i => (object)new ReturnRow { Row = new(i + 2, i), OrderId = string.Create(CultureInfo.InvariantCulture, $"302-{i / 3:D7}-0000000"), AmazonRmaId = "R", Sku = "S", Quantity = 1 })];
        var file = await house.ImportAsync("many", "many");
        Assert.Equal((5_000L, 5_000L, 0L), (file.Rows, file.Accepted, file.Duplicates));
        Assert.Equal(5_000, house.Count("ReturnItems"));
    }

    private static List<string> FactsAfter(IEnumerable<(string Name, List<object> Rows)> files)
    {
        var reader = new MadeUpReader();
        using var house = new ImportHouse(reader);
        foreach (var (name, rows) in files)
        {
            reader.Files[name] = rows;
            house.Receive.RunAsync(ImportHouse.Anna, null, name, new MemoryStream(Encoding.UTF8.GetBytes(name)), default).GetAwaiter().GetResult();
            while (house.Runner.RunNextAsync(default).GetAwaiter().GetResult())
            {
            }
        }
        Assert.Empty(house.Errors);
        using var db = house.Database.CreateDbContext();
        Assert.DoesNotContain(db.SourceFiles.AsNoTracking().ToList(), f => f.Status is not (ImportStatus.Done or ImportStatus.AlreadyImported));
        return [
            .. db.ReturnItems.AsNoTracking().AsEnumerable().Select(r => $"{r.Channel} {r.NaturalKey} {r.RequestStatus} {r.DeliveredAt:s} {r.ReportedRefund} {r.ReasonCode} {r.Hash}").Order(StringComparer.Ordinal),
            .. db.OrderLines.AsNoTracking().AsEnumerable().Select(o => $"{o.OrderId} {o.Sku} {o.Occurrence} {o.Status} {o.UpdatedAt:s} {o.ItemPrice} {o.Hash}").Order(StringComparer.Ordinal),
            .. db.GoodsReceipts.AsNoTracking().AsEnumerable().Select(r => $"{r.NaturalKey} {r.OrderId} {r.Quantity} {r.Grade} {r.Disposition} {r.ReceivedAt:s} {r.RecordedAt:s} {r.Hash}").Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Files whose content is a name; their rows are made up.</summary>
    private sealed class MadeUpReader : IPartnerFileReader
    {
        private static readonly DateTime Day = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

        public Dictionary<string, List<object>> Files { get; } = [];

        public IReadOnlyList<FileEntry> Entries(string path, string name) => [new FileEntry(name, 1, 1, () => File.OpenRead(path))];

        public FileInspection Inspect(FileEntry entry, ReadingAnswers answers, CancellationToken ct) => new(
            new FileProfile { Format = FileFormat.AmazonReturnsFlat, Layout = "made up", Encoding = FileEncoding.Utf8, Numbers = NumberCulture.Any, Dates = DateOrder.Unambiguous, Delimiter = '\t' }, null);

        public void Read(FileEntry entry, FileProfile profile, IPartnerFileSink sink, IProgress<ReadProgress>? progress, CancellationToken ct)
        {
            using var text = new StreamReader(entry.Open());
            foreach (var row in Files[text.ReadToEnd()])
            {
                switch (row)
                {
                    case ReturnRow r: sink.Return(r); break;
                    case FbaReturnRow f: sink.FbaReturn(f); break;
                    case OrderLineRow o: sink.OrderLine(o); break;
                    case ReceiptRow g: sink.Receipt(g); break;
                }
            }
        }

        public static List<object> Rows(System.Random random)
        {
            var rows = new List<object>();
            for (var line = 2; line < 2 + random.Next(1, 30); line++)
            {
                var order = string.Create(CultureInfo.InvariantCulture, $"302-000000{random.Next(3)}-0000000");
                var at = Day.AddDays(random.Next(3));
                rows.Add(random.Next(4) switch
                {
                    0 => Hashed(h => new ReturnRow
                    {
                        Row = new(line, h),
                        OrderId = order,
                        AmazonRmaId = "RMA" + random.Next(2),
                        Sku = "S" + random.Next(2),
                        Quantity = 1,
                        RequestStatus = Pick(random, "Pending", "Approved", "Closed"),
                        ReasonCode = Pick(random, "CR-DEFECTIVE", "CR-UNWANTED_ITEM"),
                        DeliveredUtc = random.Next(2) == 0 ? null : at,
                        RefundedMinor = random.Next(2) == 0 ? null : 100 * random.Next(3),
                    }, r => $"{r.OrderId}{r.AmazonRmaId}{r.Sku}{r.RequestStatus}{r.ReasonCode}{r.DeliveredUtc:s}{r.RefundedMinor}"),
                    1 => Hashed(h => new FbaReturnRow(new(line, h), at, order, "S1", null, null, null, 1, "FRA1", "SELLABLE", "DEFECTIVE", Pick(random, "Unit returned to inventory", "Reimbursed"), "LPN" + random.Next(3)),
                        f => $"{f.ReceivedUtc:s}{f.OrderId}{f.Status}{f.LicensePlate}"),
                    2 => Hashed(h => new OrderLineRow { Row = new(line, h), OrderId = order, Sku = "S" + random.Next(2), Quantity = 1, UpdatedUtc = at, OrderStatus = Pick(random, "Shipped", "Pending"), ItemPriceMinor = 100 * random.Next(3) },
                        o => $"{o.OrderId}{o.Sku}{o.UpdatedUtc:s}{o.OrderStatus}{o.ItemPriceMinor}"),
                    _ => Hashed(h => new ReceiptRow(new(line, h), order, null, "S1", random.Next(1, 3), null, at, Pick(random, "A", "B"), random.Next(2) == 0 ? null : "Restocked", "dock", "ref" + random.Next(4)) { RecordedUtc = random.Next(2) == 0 ? null : at.AddHours(random.Next(-48, 48)) },
                        g => $"{g.OrderId}{g.Quantity}{g.ReceivedUtc:s}{g.Grade}{g.Disposition}{g.Reference}{g.RecordedUtc:s}"),
                });
            }
            return rows;
        }

        private static string Pick(System.Random random, params string[] of) => of[random.Next(of.Length)];

        /// <summary>A row whose hash is that of its content, as a reader makes it.</summary>
        private static T Hashed<T>(Func<long, T> make, Func<T, string> content)
            where T : class
        {
            var row = make(0);
            var hash = BitConverter.ToInt64(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content(row))));
            return row switch
            {
                ReturnRow r => (T)(object)(r with { Row = new(r.Row.Line, hash) }),
                FbaReturnRow f => (T)(object)(f with { Row = new(f.Row.Line, hash) }),
                OrderLineRow o => (T)(object)(o with { Row = new(o.Row.Line, hash) }),
                ReceiptRow g => (T)(object)(g with { Row = new(g.Row.Line, hash) }),
                _ => row,
            };
        }
    }
}
