using System.Text;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Tests.Files;
using static ReturnsConsole.Connectors.Tests.Files.Reading;

namespace ReturnsConsole.Connectors.Tests.Amazon;

public sealed class SettlementTrapsTests
{
    private const string Header = "settlement-id|settlement-start-date|settlement-end-date|deposit-date|total-amount|currency|transaction-type|order-id|merchant-order-id|adjustment-id|shipment-id|marketplace-name|amount-type|amount-description|amount|fulfillment-id|posted-date|posted-date-time|order-item-code|merchant-order-item-id|merchant-adjustment-item-id|sku|quantity-purchased|promotion-id";

    private static string Head(string total, string currency = "EUR", string id = "111") => $"{id}|2026-08-01|2026-08-14|2026-08-16|{total}|{currency}";

    private static string Row(string amount, string date = "2026-08-03", string time = "", string id = "111", string market = "Amazon.de", string order = "302-1", string code = "1", string transaction = "Refund", string description = "Principal") =>
        $"{id}||||||{transaction}|{order}||adj|ship|{market}|ItemPrice|{description}|{amount}|MFN|{date}|{time}|{code}||m1|SKU||";

    [Fact]
    public void DecimalComma_IsReadAsMoneyNotAsThousandfold()
    {
        var entry = Entry(Tsv(Header, Head("1141,18"), Row("1.141,18", "14.08.2026", "14.08.2026 07:49:55 UTC")));

        var profile = entry.Profile();
        var read = entry.Read();

        Assert.Equal(NumberCulture.DecimalComma, profile.Numbers);
        Assert.Contains("decimal comma: 1141,18 on line 2", profile.Evidence);
        Assert.Equal(114118, Assert.Single(read.Lines).Minor);
        Assert.Equal(new DateTime(2026, 8, 14, 7, 49, 55, DateTimeKind.Utc), read.Lines[0].PostedUtc);
    }

    [Theory]
    [InlineData("1.734", "500", "1.234", NumberCulture.DecimalComma, 173400)]
    [InlineData("1,734", "500", "1,234", NumberCulture.DecimalPoint, 173400)]
    public void AmbiguousThousands_AreDecidedByTheSum(string total, string one, string two, NumberCulture expected, long sum)
    {
        var entry = Entry(Tsv(Header, Head(total), Row(one), Row(two)));

        Assert.Equal(expected, entry.Profile().Numbers);
        Assert.Equal(sum, entry.Read().Lines.Sum(l => l.Minor));
    }

    [Fact]
    public void AmbiguousThousands_WithoutTotal_AskAndTakeTheAnswer()
    {
        var entry = Entry(Tsv(Header, Head(""), Row("1.234")));

        var refusal = entry.Refusal();

        Assert.Equal(RefusalReason.CultureUndecided, refusal.Reason);
        Assert.Equal(["en-US", "de-DE"], refusal.Answers);
        Assert.Contains("1.234 on line 3", refusal.Question, StringComparison.Ordinal);
        Assert.Equal(123400, Assert.Single(entry.Read("de-DE").Lines).Minor);
    }

    [Fact]
    public void Answer_AgainstTheEvidence_IsRefused()
    {
        var refusal = Entry(Tsv(Header, Head("95,00"), Row("95,00"))).Refusal("en-US");

        Assert.Equal(RefusalReason.CultureUndecided, refusal.Reason);
        Assert.Contains("95,00 on line 2", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(RefusalReason.CultureUndecided, Entry(Tsv(Header, Head("1.734"), Row("500"), Row("1.234"))).Refusal("en-US").Reason);
        Assert.Equal(RefusalReason.CultureUndecided, Entry(Tsv(Header, Head("5"), Row("5"))).Refusal("klingon").Reason);
    }

    [Fact]
    public void TwoCulturesInOneFile_AreRefused_ButOneBadCellIsOnlyARejectedRow()
    {
        Assert.Equal(RefusalReason.CultureUndecided, Entry(Tsv(Header, Head("10.00"), Row("5,00"))).Refusal().Reason);

        var many = Entry(Tsv([Header, Head("50.00"), .. Enumerable.Repeat(Row("1.00"), 50), Row("5,00")])).Read();
        Assert.Equal(5000, many.Lines.Sum(l => l.Minor));
        var rejected = Assert.Single(many.RejectedRows);
        Assert.Equal((53, "amount", "5,00"), (rejected.Line, rejected.Field, rejected.Found));
        Assert.Contains("decimal point", rejected.Expected, StringComparison.Ordinal);
        Assert.StartsWith("111\t", rejected.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void CultureEvidence_LateInTheFile_IsFound()
    {
        var entry = Entry(Tsv([Header, Head(""), .. Enumerable.Repeat(Row("1.234"), 5000), Row("7,5")]));

        Assert.Equal(NumberCulture.DecimalComma, entry.Profile().Numbers);
    }

    [Theory]
    [InlineData("JPY", "3,980", 3980, true)]
    [InlineData("KWD", "1.2345", 0, false)]
    [InlineData("EUR", "1.005,5", 100550, true)]
    [InlineData("EUR", "5,125", 0, false)]
    [InlineData("KWD", "1005,125", 1005125, true)]
    public void CurrencyExponent_BoundsTheDecimals(string currency, string amount, long minor, bool fits)
    {
        var entry = Entry(Tsv(Header, Head("", currency), Row(amount), Row(currency == "JPY" ? "1" : amount.Contains(',') ? "1,5" : "1.5")));

        var read = entry.Read();

        Assert.Equal(fits ? 2 : 1, read.Lines.Count);
        Assert.Equal(fits ? 0 : 1, read.RejectedRows.Count);
        if (fits)
            Assert.Equal(minor, read.Lines[0].Minor);
    }

    [Theory]
    [InlineData("08/13/26", DateOrder.MonthFirst)]
    [InlineData("13/08/2026", DateOrder.DayFirst)]
    public void DateOrder_IsProvenByADayAboveTwelve(string date, DateOrder expected) =>
        Assert.Equal(expected, Entry(Tsv(Header, Head("5.00"), Row("2.00", "03/04/2026"), Row("3.00", date))).Profile().Dates);

    [Fact]
    public void DateOrder_IsProvenByTheTimeBesideIt()
    {
        var entry = Entry(Tsv(Header, Head("5.00"), Row("5.00", "03/04/26", "2026-03-04 10:00:00 UTC")));

        Assert.Equal(DateOrder.MonthFirst, entry.Profile().Dates);
    }

    [Fact]
    public void DateOrder_FollowsTheMarketplace_ElseTheComma_ElseAsks()
    {
        Assert.Equal(DateOrder.MonthFirst, Entry(Tsv(Header, Head("5.00", "USD"), Row("5.00", "03/04/26", market: "Amazon.com"))).Profile().Dates);
        Assert.Equal(DateOrder.DayFirst, Entry(Tsv(Header, Head("5,00"), Row("5,00", "03/04/26"))).Profile().Dates);
        var uk = Entry(Tsv(Header, Head("5.00", "GBP"), Row("5.00", "03/04/26", market: "Amazon.co.uk")));
        Assert.Equal(["en-US", "en-GB"], uk.Refusal().Answers);
        Assert.Equal(new DateTime(2026, 4, 3, 0, 0, 0, DateTimeKind.Utc), Assert.Single(uk.Read("en-GB").Lines).PostedUtc);
        Assert.Equal(new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc), Assert.Single(uk.Read("en-US").Lines).PostedUtc);
    }

    [Theory]
    [InlineData("1.23E+11", "1", "order-id")]
    [InlineData("302-1", "4,57658E+13", "order-item-code")]
    public void ScientificNotationInAnId_RefusesTheWholeFile(string order, string code, string column)
    {
        var rows = Enumerable.Repeat(Row("1.00"), 3000).Append(Row("1.00", order: order, code: code));

        var refusal = Entry(Tsv([Header, Head("5.00"), .. rows])).Refusal();

        Assert.Equal(RefusalReason.DamagedBySpreadsheet, refusal.Reason);
        Assert.Contains($"Line 3003, column \"{column}\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("without opening it in a spreadsheet", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoSettlementsInOneFile_BeginOnceEach_EvenInterleaved()
    {
        var read = Entry(Tsv(Header, Head("3.00"), Row("1.00"), Head("5.00", "USD", "222"), Row("5.00", id: "222"), Row("2.00"))).Read();

        Assert.Equal([("111", "EUR", 300L), ("222", "USD", 500L)], read.Heads.Select(h => (h.SettlementId, h.Currency, h.DeclaredTotalMinor!.Value)));
        Assert.Equal([("111", 300L), ("222", 500L)], read.Lines.GroupBy(l => l.SettlementId).Select(g => (g.Key, g.Sum(l => l.Minor))));
    }

    [Fact]
    public void UnknownWords_StayUnclassifiedAndCount()
    {
        var line = Assert.Single(Entry(Tsv(Header, Head("5.00"), Row("5.00", transaction: "Moon Refund", description: "Stardust"))).Read().Lines);

        Assert.Equal((SettlementLineKind.Unclassified, AmountRole.Unclassified, 500L), (line.Kind, line.Role, line.Minor));
    }

    [Theory]
    [InlineData("REFUND_RETROCHARGE", SettlementLineKind.Retrocharge)]
    [InlineData("Chargeback Refund", SettlementLineKind.Chargeback)]
    [InlineData("A-to-z Guarantee Refund", SettlementLineKind.GuaranteeClaim)]
    [InlineData("refund", SettlementLineKind.Refund)]
    [InlineData("Order", SettlementLineKind.Order)]
    public void TransactionType_InAnyCase_HasItsKind(string transaction, SettlementLineKind kind) =>
        Assert.Equal(kind, Assert.Single(Entry(Tsv(Header, Head("5.00"), Row("5.00", transaction: transaction))).Read().Lines).Kind);

    [Fact]
    public void OddRows_AreRejectedOrIgnored_AndTheRestGoesOn()
    {
        var read = Entry(Tsv(Header, Head("5.00"), Header, "", Row("x"), Row("1.00", "45678"), Row("2.00") + "|more", Row("4.00") + "|", Row("3.00", order: new string('9', 51)), Row("5.00"))).Read();

        Assert.Equal(["the header again", "a blank line"], read.IgnoredRows.Select(i => i.Why));
        Assert.Equal(["amount", "posted-date", "row", "order-id"], read.RejectedRows.Select(r => r.Field));
        Assert.Contains("spreadsheet's day number", read.RejectedRows[1].Expected, StringComparison.Ordinal);
        Assert.Equal([400L, 500L], read.Lines.Select(l => l.Minor));
        Assert.Equal([5L, 6L, 7L, 9L], read.RejectedRows.Select(r => r.Line));
    }

    [Fact]
    public void TrailingBlanksAndSingleBlanks_AreNothing()
    {
        var read = Entry(Tsv(Header, Head("321.69    "), Row("321.69    ", order: " "))).Read();

        Assert.Equal(("", 32169L), (read.Lines.Single().OrderId, read.Lines.Single().Minor));
    }

    [Fact]
    public void CutLastLine_IsRejected()
    {
        var text = Tsv(Header, Head("5.00"), Row("5.00"), Row("7.00"));

        var read = Entry(text[..^60]).Read();

        Assert.Equal(1, read.Lines.Count + read.RejectedRows.Count + read.IgnoredRows.Count - 1);
        Assert.Equal(500, read.Lines.Sum(l => l.Minor));
    }

    [Fact]
    public void Bytes_ThatChangeBetweenLookingAndReading_AreRefused()
    {
        var before = Entry(Tsv(Header, Head("5.00"), Row("5.00"))).Profile();
        var longer = Entry(Tsv(Header, Head("5.00"), Row("5.00"), Row("5.00")));

        var stopped = Assert.Throws<PartnerFileException>(() => PartnerFiles.Read(longer, before, Limits, new Collector(), null, CancellationToken.None));

        Assert.Equal(RefusalReason.ChangedWhileReading, stopped.Refusal.Reason);
    }
}
