using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Scanning;
using Xunit;

namespace ReturnsConsole.Tests.Intake;

public class ScanningTests
{
    private static readonly Gen<string> Codes = Gen.NonEmptyListOf(Gen.Elements("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ".ToCharArray())).Select(c => new string([.. c])).Where(c => c.Length is >= 6 and <= 20);

    [Theory]
    [InlineData("204-1234567-7654321", "20412345677654321")]
    [InlineData(" 1Z 999 AA1 01 2345 6784 ", "1Z999AA10123456784")]
    [InlineData("DfqRyqfBRRMA", "DFQRYQFBRRMA")]
    [InlineData("ＲＡ－０００１２", "RA00012")]
    [InlineData("--", "")]
    [InlineData("ab", "")]
    public void Key_KeepsLettersAndDigitsInCapitals(string text, string key) => Assert.Equal(key, IdentifierText.Key(text));

    [Theory]
    [InlineData("]C11Z999AA10123456784", "1Z999AA10123456784")]
    [InlineData("]d2204-1234567-7654321\r", "20412345677654321")]
    [InlineData("RMA: 6K1P-08", "6K1P08")]
    [InlineData("LPN RR 4471 9102", "LPNRR44719102")]
    [InlineData("LPN RR 4471 9102", "RR44719102")]
    [InlineData("https://returns.example.com/r/6K1P-08?order=204-1234567-7654321&lang=en", "20412345677654321")]
    [InlineData("https://returns.example.com/r/6K1P-08?lang=en", "6K1P08")]
    [InlineData("www.example.com/p/1Z999AA10123456784", "1Z999AA10123456784")]
    [InlineData("(00) 0 0340434 123456789 0", "003404341234567890")]
    [InlineData("420941079202090339598300000000", "9202090339598300000000")]
    [InlineData("42094107123492020903395983000000 00", "9202090339598300000000")]
    [InlineData("9622001900000000000000776632517510", "776632517510")]
    [InlineData("Order no. 204-1234567-7654321 of 3 Nov", "20412345677654321")]
    [InlineData("RMA=6K1P-0812;SKU=BOOT-42", "6K1P0812")]
    public void Readings_HoldTheNumberInsideTheScan(string scan, string expected) => Assert.Contains(expected, ScanReadings.Of(scan));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("]C1")]
    [InlineData("https://")]
    public void Readings_OfNothing_AreNone(string scan) => Assert.Empty(ScanReadings.Of(scan));

    [Fact]
    public void Readings_OrderIdInASentence_ComesFirst() => Assert.Equal("20412345677654321", ScanReadings.Of("my order 204-1234567-7654321 please")[0]);

    [Fact]
    public void Readings_DoNotDependOnCaseSpacingOrSymbology() => Prop.ForAll(Codes.ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (code, step) =>
    {
        var spaced = step == 0 ? code.ToLowerInvariant() : string.Join(' ', code.Chunk(step + 1).Select(c => new string(c)));
        return ScanReadings.Of("]C0" + spaced)[0] == code && ScanReadings.Of(code)[0] == IdentifierText.Key(spaced);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Key_IsItsOwnKey_AndReadingsAreBounded() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var readings = ScanReadings.Of(text);
        return IdentifierText.Key(IdentifierText.Key(text)) == IdentifierText.Key(text) && readings.Count <= ScanReadings.Most && readings.All(r => IdentifierText.Key(r) == r);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void NearCodes_OfOneSlip_HoldTheTrueCode() => Prop.ForAll(Codes.ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (code, seed) =>
    {
        var wrong = Slip(code, seed);
        return wrong == code || wrong.Length < NearCodes.MinLength || (NearCodes.Of(wrong).Contains(code) && NearCodes.AreNear(wrong, code));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void NearCodes_AreAllNear_NeverTheCodeItself_AndBounded() => Prop.ForAll(Codes.ToArbitrary(), code =>
    {
        var near = NearCodes.Of(code);
        return !near.Contains(code) && near.Count <= 75 * (code.Length + 1) && near.All(n => NearCodes.AreNear(code, n));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void NearCodes_OfDigits_StayDigits()
    {
        var near = NearCodes.Of("20412345677654321");
        Assert.All(near, n => Assert.True(n.All(char.IsAsciiDigit)));
        Assert.True(near.Count < 400, $"{near.Count}");
        Assert.Contains("20412345676754321", near);
        Assert.DoesNotContain("20412345676754312", near);
    }

    [Fact]
    public void QrSquares_HaveFinderPatternsAndAQuietZone()
    {
        var qr = QrSquares.Of("RA-000123");
        // 21 modules of version 1 with four of quiet zone on each side.
        Assert.Equal(29, qr.Size);
        Assert.StartsWith("M4 4h7v1h-7z", qr.Path, StringComparison.Ordinal);
        Assert.Contains("M18 4h7v1h-7z", qr.Path, StringComparison.Ordinal);
        Assert.Contains("M4 24h7v1h-7z", qr.Path, StringComparison.Ordinal);
        Assert.NotEqual(qr.Path, QrSquares.Of("RA-000124").Path);
    }

    private static string Slip(string code, int seed)
    {
        var at = seed % code.Length;
        return (seed % 4) switch
        {
            0 => code.Remove(at, 1),
            1 => code.Insert(at, "7"),
            2 => code.Remove(at, 1).Insert(at, code[at] == '3' ? "4" : "3"),
            _ => at == 0 ? code : code[..(at - 1)] + code[at] + code[at - 1] + code[(at + 1)..],
        };
    }
}
