using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.Lookup;
using Xunit;

namespace ReturnsConsole.Tests.Lookup;

public class LookupTextTests
{
    [Theory]
    [InlineData("306-5519283-0047518", "306-5519283-0047518")]
    [InlineData("  306-5519283-0047518\n", "306-5519283-0047518")]
    [InlineData("306 5519283 0047518", "306-5519283-0047518")]
    [InlineData("30655192830047518", "306-5519283-0047518")]
    [InlineData("306–5519283–0047518", "306-5519283-0047518")]
    [InlineData("306 - 5519283 - 0047518", "306-5519283-0047518")]
    [InlineData("“Hallo, wo bleibt mein Geld? Bestellung 306-5519283-0047518 danke”", "306-5519283-0047518")]
    [InlineData("https://sellercentral.amazon.de/orders-v3/order/306-5519283-0047518?x=1", "306-5519283-0047518")]
    [InlineData("s01-5519283-0047518", "S01-5519283-0047518")]
    [InlineData("HRVPBGPR", "HRVPBGPR")]
    [InlineData("her code is hr3pb9pr.", "HR3PB9PR")]
    [InlineData("0034 0434 1234 5678 90", "003404341234567890")]
    [InlineData("my parcel 1Z 999 AA1 01 2345 6784 please", "1Z999AA10123456784")]
    [InlineData("00340434123456789012", "00340434123456789012")]
    [InlineData("D8Nvjk5kRRMA", "D8Nvjk5kRRMA")]
    [InlineData("lpnrr12345678", "LPNRR12345678")]
    [InlineData("RMA: RB-20261101-77.", "RB-20261101-77")]
    [InlineData("LABELONLYLETTERS", "LABELONLYLETTERS")]
    [InlineData("MY PARCEL 1234 5678 90", "1234567890")]
    [InlineData("Order ORD-4711 of 18.11.2026 for 59.90 EUR, mail me at 12345@example.com", "ORD-4711")]
    public void Read_TextAroundAnIdentifier_FindsIt(string text, string first) => Assert.Equal(first, LookupText.Read(text)[0].Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Hello, where is my money? Thanks")]
    [InlineData("write to 12345@example.com on 18.11.2026, I paid 59.90")]
    public void Read_NothingLikeAnIdentifier_IsEmpty(string? text) => Assert.Empty(LookupText.Read(text));

    [Fact]
    public void Read_SeveralKinds_AmazonOrderFirst() =>
        Assert.Equal([LookupShape.AmazonOrder, LookupShape.ExpressCode, LookupShape.Code],
            LookupText.Read("parcel AB12345678 with HRVPBGPR for 306-5519283-0047518").Select(t => t.Shape));

    [Fact]
    public void Read_OrderId_IsNotReadInPiecesAsWell() => Assert.Single(LookupText.Read("306 5519283 0047518"), t => t.Shape == LookupShape.AmazonOrder);

    [Fact]
    public void Read_TextMadeToBeSlow_IsReadAtOnce()
    {
        var text = string.Concat(Enumerable.Repeat("123456789012 ", 150)) + "x@";
        var clock = System.Diagnostics.Stopwatch.StartNew();

        LookupText.Read(text);
        LookupText.Read(new string('1', 2_000));
        LookupText.Read(string.Concat(Enumerable.Repeat("1 ", 1_000)) + "a");

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void Spellings_ShippingBarcode_WithAndWithoutItsBeginning()
    {
        Assert.Contains("340434123456789012", LookupText.SpellingsOf("00340434123456789012"));
        Assert.Contains("00340434123456789012", LookupText.SpellingsOf("340434123456789012"));
    }

    [Fact]
    public void Read_AnyText_EndsStaysWithinItAndFindsAnOrderIdPutIntoIt() => Prop.ForAll<string?, string?>((before, after) =>
    {
        var head = Letters(before);
        var text = $"{head} 306-5519283-0047518 {Letters(after)}";
        var terms = LookupText.Read(text);
        return terms.Count is > 0 and <= 8 && terms.Any(t => t.Value == "306-5519283-0047518") && terms.All(t => t.Start >= 0 && t.Start + t.Length <= text.Length);
    }).QuickCheckThrowOnFailure();

    private static string Letters(string? text) => new([.. (text ?? "").Where(c => !char.IsAsciiDigit(c)).Take(200)]);
}
