using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Vendor;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Vendor;

public sealed class VendorLoadingTests : IDisposable
{
    private readonly FactDatabase database = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Returns_AreLoadedWithAsFewQuestionsAsOne()
    {
        Announce(1, 2);
        var (few, asked) = await LoadAsync(begun: false);
        Announce(3, 60);

        var (many, askedOfMany) = await LoadAsync(begun: false);

        Assert.Equal((2, 60), (few.Count, many.Count));
        Assert.Equal(asked, askedOfMany);
    }

    [Fact]
    public async Task Begun_IsWhatArrivedByNumberReferenceOrParcel_OrHasACreditNote()
    {
        Announce(1, 6);
        using (var db = database.CreateDbContext())
        {
            db.GoodsReceipts.AddRange(Receipt("a", rma: "VRET1"), Receipt("b", rma: "RET2"), Receipt("c", tracking: "1ZV3"), Receipt("d"));
            db.VendorCredits.Add(new VendorCredit { AccountId = database.AccountId, ReturnsReference = "VRET4", Sequence = 1, Number = "CN-4", Currency = "EUR", Total = 1, Quantity = 1, InvoiceNumber = "I", GoodsReturnedOn = Now, SubmittedAt = Now, SubmittedById = 1, SubmittedBy = "Fina", StateAt = Now });
            db.SaveChanges();
        }

        var (begun, _) = await LoadAsync(begun: true);

        Assert.Equal([("VRET1", 1, 2), ("VRET2", 1, 2), ("VRET3", 1, 2), ("VRET4", 0, 2)], begun.OrderBy(v => v.Reference, StringComparer.Ordinal).Select(v => (v.Reference, v.Received, v.Lines.Count)));
        Assert.Equal("CN-4", begun.Single(v => v.Reference == "VRET4").Credit!.Number);
    }

    [Fact]
    public async Task Begun_IsFoundByIndexes()
    {
        await using var db = database.CreateDbContext();
        await db.Database.OpenConnectionAsync();
        await using var command = VendorLoading.Begun(db, db.VendorPaperLines.Where(v => v.AccountId == database.AccountId && v.Paper == VendorPaper.Return)).Select(v => v.Number).CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            steps.Add(reader.GetString(3));

        Assert.DoesNotContain(steps, s => s.StartsWith("SCAN", StringComparison.Ordinal));
        Assert.Contains(steps, s => s.Contains("IX_VendorPaperLines_OfReturn", StringComparison.Ordinal));
    }

    private static DateTime Now { get; } = new(2026, 9, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Two lines each, only the first with a parcel.</summary>
    private void Announce(int first, int last)
    {
        using var db = database.CreateDbContext();
        for (var n = first; n <= last; n++)
        {
            for (var line = 1; line <= 2; line++)
            {
                db.VendorPaperLines.Add(new VendorPaperLine
                {
                    AccountId = database.AccountId,
                    Paper = VendorPaper.Return,
                    NaturalKey = string.Create(CultureInfo.InvariantCulture, $"{n}|{line}"),
                    Number = string.Create(CultureInfo.InvariantCulture, $"RET{n}"),
                    ReturnsReference = string.Create(CultureInfo.InvariantCulture, $"VRET{n}"),
                    Sku = string.Create(CultureInfo.InvariantCulture, $"SKU-{line}"),
                    TrackingId = line == 1 ? string.Create(CultureInfo.InvariantCulture, $"1ZV{n}") : "",
                    Quantity = 1,
                    Currency = "EUR",
                });
            }
        }
        db.SaveChanges();
    }

    private GoodsReceipt Receipt(string key, string rma = "", string tracking = "") => new() { AccountId = database.AccountId, OrderKey = 0, NaturalKey = key, RmaId = rma, TrackingId = tracking, Sku = "SKU-1", Quantity = 1, Source = "dock", ReceivedAt = Now };

    private async Task<(List<VendorReturn> Found, int Asked)> LoadAsync(bool begun)
    {
        var count = new CommandCount();
        await using ConsoleContext db = count.Open(database);
        var found = await VendorLoading.LoadAsync(db, new Dictionary<int, string> { [database.AccountId] = "One" }, begun ? papers => VendorLoading.Begun(db, papers) : null, default);
        return (found, count.Asked);
    }
}
