using System.Security.Cryptography;
using System.Text;
using ReturnsConsole.Demo.Month;
using Xunit;

namespace ReturnsConsole.Tests.Demo;

public sealed class DemoMonthTests(WrittenMonth month) : IClassFixture<WrittenMonth>
{
    [Fact]
    public void Write_SameDayAndSeed_GivesTheSameBytes()
    {
        var again = Directory.CreateTempSubdirectory("demo-again");
        try
        {
            var manifest = DemoMonth.Write(again.FullName, WrittenMonth.AsOf);

            Assert.Equal(month.Manifest.Files.Select(Hash), manifest.Files.Select(Hash));
            Assert.Equal(month.Manifest.PlantedCases, manifest.PlantedCases);
        }
        finally
        {
            again.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(2026, 11, 23, 7UL)]
    [InlineData(2027, 3, 3, 20_26UL)]
    [InlineData(2028, 3, 5, 1UL)]
    public void Write_OtherDayOrSeed_GivesOtherBytesAndCasesThatTheRulesFind(int year, int monthOfYear, int day, ulong seed)
    {
        using var other = new WrittenMonth(new DateOnly(year, monthOfYear, day), seed);

        Assert.Empty(other.Manifest.Files.Select(Hash).Intersect(month.Manifest.Files.Select(Hash)));
        Assert.Equal(month.Manifest.PlantedCases.CountBy(item => item.Kind), other.Manifest.PlantedCases.CountBy(item => item.Kind));
        var rules = new MonthRules(other);
        Assert.All(Enum.GetValues<PlantedKind>(), kind => Assert.Equal(Planted(other, kind), rules.Subjects(kind).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Files_OfTheMonth_HaveTheExpectedSize()
    {
        Assert.Equal(20_000, month.Orders.Select(line => line.Id).Distinct().Count());
        Assert.Equal(20_000, month.Manifest.Orders);
        Assert.InRange(month.Returns.Count + month.FbaUnits.Count, 2_350, 2_650);
        Assert.Equal(month.Manifest.Returns, month.Returns.Count + month.FbaUnits.Count);
        Assert.Equal(month.Manifest.Refunds, month.Refunds.Count);
        Assert.Equal(6, month.Settlements.Count);
        Assert.InRange(month.Orders.Select(line => line.Sku).Distinct().Count(), 100, 130);
        Assert.InRange(month.Orders.GroupBy(line => line.Id).Count(lines => lines.Count() > 1), 2_000, 3_200);
        Assert.Contains(month.Orders, line => line.GiftWrap > 0);
        Assert.Contains(month.Orders, line => line.Promotion > 0);
    }

    [Fact]
    public void Files_OfEachAccount_HaveTheirOwnLayout()
    {
        Assert.Equal(33, Columns("Amazon US", DemoFileKind.AmazonReturnsFlat));
        Assert.Equal(35, Columns("Amazon UK", DemoFileKind.AmazonReturnsFlat));
        Assert.Equal(33, Columns("Amazon DE", DemoFileKind.AmazonReturnsFlat));
        Assert.All(["Amazon US", "Amazon UK", "Amazon DE"], account => Assert.Equal(24, Columns(account, DemoFileKind.AmazonSettlementV2)));
        var german = File.ReadAllBytes(Path("Amazon DE", DemoFileKind.AmazonSettlementV2));
        Assert.Throws<DecoderFallbackException>(() => new UTF8Encoding(false, true).GetString(german));
        Assert.DoesNotContain(german, value => value is >= 0x80 and < 0xA0);
        Assert.Contains("für Käufer", Encoding.Latin1.GetString(german), StringComparison.Ordinal);
        Assert.Matches(@"^\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}:\d{2} UTC$", month.Settlements.First(item => item.Account == "Amazon DE").Start);
        Assert.Matches(@"^\d{2}/\d{2}/\d{4}$", month.Settlements.First(item => item.Account == "Amazon US").Lines[0]["posted-date"]);
    }

    [Fact]
    public void Settlements_ExceptThePlantedOne_SumToTheirTotal()
    {
        var broken = Assert.Single(month.Settlements, item => item.Summed != item.Declared);

        Assert.Equal("Amazon UK", broken.Account);
        Assert.Equal(1_234, broken.Summed - broken.Declared);
        Assert.All(month.Settlements, item => Assert.True(item.Declared > 0));
    }

    [Fact]
    public void Settlements_OfOneAccount_ChainPeriodsAndReserves()
    {
        foreach (var pair in month.Settlements.GroupBy(item => item.Account).Select(items => items.ToList()))
        {
            Assert.Equal(pair[0].End, pair[1].Start);
            Assert.Equal(Reserve(pair[0], "Current Reserve Amount"), "-" + Reserve(pair[1], "Previous Reserve Amount Balance"));
        }
    }

    [Theory]
    [InlineData(PlantedKind.OrphanedRefund, 60)]
    [InlineData(PlantedKind.DuplicateRefund, 6)]
    [InlineData(PlantedKind.RefundAmountBreak, 45)]
    [InlineData(PlantedKind.RefundDue, 17)]
    [InlineData(PlantedKind.SettlementBreak, 2)]
    [InlineData(PlantedKind.UnmatchedSettlementLine, 38)]
    [InlineData(PlantedKind.DarkReturn, 30)]
    [InlineData(PlantedKind.ReceiptWithoutOrder, 8)]
    [InlineData(PlantedKind.SkuMismatch, 9)]
    [InlineData(PlantedKind.QuantityMismatch, 7)]
    [InlineData(PlantedKind.UnmappedReasonCode, 3)]
    [InlineData(PlantedKind.MissingOrderKey, 5)]
    public void PlantedCases_OfAKind_AreExactlyWhatTheRuleFindsInTheFiles(PlantedKind kind, int count)
    {
        var planted = Planted(month, kind).ToList();

        Assert.Equal(count, planted.Count);
        Assert.Equal(planted, new MonthRules(month).Subjects(kind).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(PlantedKind.OrphanedRefund, 12)]
    [InlineData(PlantedKind.OrphanedRefund, 13)]
    [InlineData(PlantedKind.DarkReturn, 12)]
    [InlineData(PlantedKind.DarkReturn, 13)]
    public void PlantedCases_OfWaiting_DoNotHangOnTheHour(PlantedKind kind, int waitingDays) =>
        Assert.Equal(Planted(month, kind), new MonthRules(month, waitingDays).Subjects(kind).Order(StringComparer.Ordinal));

    [Fact]
    public void RefundsDue_InEveryAccount_HaveTheirDeadlineWithinDays()
    {
        foreach (var item in month.Manifest.PlantedCases.Where(item => item.Kind == PlantedKind.RefundDue))
        {
            var received = month.Receipts.Last(receipt => receipt.OrderId == item.Subject).Received.Date;
            var deadline = item.Account == "Amazon US" ? received.AddDays(4) : BusinessDaysAfter(received, 2);
            Assert.InRange((deadline - month.Today).TotalDays, -3, 0);
        }
    }

    [Fact]
    public void PlantedCases_OfRefunds_NameTheMoneyThatStandsInTheFiles()
    {
        var rules = new MonthRules(month);
        var refunds = month.Refunds.ToLookup(refund => (refund.OrderId, refund.Sku));
        var paid = month.Orders.ToDictionary(line => (line.Id, line.Sku), line => line.Paid);
        foreach (var item in month.Manifest.PlantedCases)
        {
            var ofLine = refunds[(item.Subject, item.Sku)].ToList();
            var expected = item.Kind switch
            {
                PlantedKind.OrphanedRefund or PlantedKind.UnmatchedSettlementLine => ofLine.Single().Net,
                PlantedKind.RefundAmountBreak => rules.Difference(ofLine.Single()),
                PlantedKind.DuplicateRefund => ofLine.Sum(refund => refund.Net) - paid[(item.Subject, item.Sku)],
                _ => item.AmountMinor,
            };
            Assert.Equal(expected, item.AmountMinor);
        }
    }

    [Fact]
    public void Refunds_YoungerThanTheWaitingTime_PartlyWaitForTheirGoods()
    {
        var received = month.Receipts.Select(receipt => receipt.OrderId).Concat(month.FbaUnits.Select(unit => unit.OrderId)).ToHashSet();
        var waiting = month.Refunds.Count(refund => refund.Posted > WrittenMonth.AsOf.ToDateTime(TimeOnly.MinValue).AddDays(-12) && !received.Contains(refund.OrderId));

        Assert.InRange(waiting, 60, 400);
    }

    [Fact]
    public void UnmappedReasons_InTheReports_AreTwentyReturns()
    {
        var codes = month.Manifest.PlantedCases.Where(item => item.Kind == PlantedKind.UnmappedReasonCode).Select(item => item.Subject).ToHashSet();

        Assert.Equal(20, month.Returns.Count(item => codes.Contains(item.Reason)));
    }

    private static IEnumerable<string> Planted(WrittenMonth month, PlantedKind kind) =>
        month.Manifest.PlantedCases.Where(item => item.Kind == kind).Select(item => item.Subject).Order(StringComparer.Ordinal);

    private static DateTime BusinessDaysAfter(DateTime day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                count--;
        }

        return day;
    }

    private static string Hash(DemoFile file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.Path)));

    private static string Reserve(WrittenMonth.Settlement settlement, string description) => settlement.Lines.Single(line => line["amount-description"] == description)["amount"];

    private string Path(string account, DemoFileKind kind) => month.Manifest.Files.First(file => file.Account == account && file.Kind == kind).Path;

    private int Columns(string account, DemoFileKind kind) => File.ReadLines(Path(account, kind)).First().Split('\t').Length;
}
