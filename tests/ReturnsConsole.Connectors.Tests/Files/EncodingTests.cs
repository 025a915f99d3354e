using System.Text;
using ReturnsConsole.Connectors.Files;
using static ReturnsConsole.Connectors.Tests.Files.Reading;

namespace ReturnsConsole.Connectors.Tests.Files;

public sealed class EncodingTests
{
    private const string Header = "return-date|order-id|sku|asin|fnsku|product-name|quantity|fulfillment-center-id|detailed-disposition|reason|status|license-plate-number|customer-comments";

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static string File(params string[] names) =>
        Tsv([Header, .. names.Select(n => $"2026-10-01T10:00:00+00:00|111|S1|B1|X1|{n}|1|PHX3|SELLABLE|UNWANTED|Reimbursed|LPN1|")]);

    public static TheoryData<int, bool, FileEncoding, string> Encodings => new()
    {
        { 65001, false, FileEncoding.Utf8, "Camisón elástica" },
        { 65001, true, FileEncoding.Utf8Bom, "Camisón elástica" },
        { 1252, false, FileEncoding.Windows1252, "Größe – Camisón €" },
        { 932, false, FileEncoding.ShiftJis932, "カミソリ 表 替刃" },
        { 1200, true, FileEncoding.Utf16, "Größe 表" },
        { 1201, true, FileEncoding.Utf16, "Größe 表" },
        { 1200, false, FileEncoding.Utf16, "Größe 表" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Encoding_IsDecidedOnce_AndGivesTheSameTextAndHash(int codePage, bool mark, FileEncoding expected, string name)
    {
        var encoding = Encoding.GetEncoding(codePage);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(File("Plain", name))];
        var entry = Entry(bytes);

        var profile = entry.Profile();
        var read = entry.Read();

        Assert.Equal(expected, profile.Encoding);
        Assert.Equal(["Plain", name], read.FbaReturns.Select(r => r.ItemName!));
        Assert.Equal(Entry(File("Plain", name)).Read().FbaReturns.Select(r => r.Row), read.FbaReturns.Select(r => r.Row));
        Assert.Contains(profile.Evidence, e => e.StartsWith("encoding", StringComparison.Ordinal));
    }

    [Fact]
    public void JapaneseWithoutKana_IsJapaneseWhenTheMarketplaceSaysSo()
    {
        var header = "amazon-order-id|purchase-date|order-status|sales-channel|sku|quantity|currency|item-price|product-name";
        var text = Tsv(header, "250-1|2026-08-18T09:12:44+00:00|Shipped|Amazon.co.jp|S|1|JPY|3,980|替刃");
        var entry = Entry(Encoding.GetEncoding(932).GetBytes(text));

        Assert.Equal((FileEncoding.ShiftJis932, NumberCulture.DecimalPoint), (entry.Profile().Encoding, entry.Profile().Numbers));
        var order = Assert.Single(entry.Read().Orders);
        Assert.Equal(("替刃", 3980L), (order.ItemName, order.ItemPriceMinor!.Value));
    }

    [Fact]
    public void MixedEncodings_AreRefusedWithBothLines()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(File("Camisón 表")), .. Encoding.GetEncoding(1252).GetBytes(File("Camisón").Split('\n')[1])];

        var refusal = Entry(bytes).Refusal();

        Assert.Equal(RefusalReason.EncodingUndecided, refusal.Reason);
        Assert.Contains("line 2 is UTF-8, line 3 is not", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesOfNoEncoding_AreRefusedWithTheLine()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(File("A")), .. "2026\t"u8, 0x81, 0x20, 0x9D, .. "\n"u8];

        var refusal = Entry(bytes).Refusal();

        Assert.Equal(RefusalReason.EncodingUndecided, refusal.Reason);
        Assert.Contains("line 3", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SpecialCharacter_FarDownAcrossBlocks_IsStillFound()
    {
        var text = File([.. Enumerable.Range(0, 20_000).Select(i => "Name " + i), "Größe"]);

        Assert.Equal(FileEncoding.Windows1252, Entry(Encoding.GetEncoding(1252).GetBytes(text)).Profile().Encoding);
        Assert.Equal("Größe", Entry(Encoding.GetEncoding(1252).GetBytes(text)).Read().FbaReturns[^1].ItemName);
    }
}
