using System.Text;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Tests.Files;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("95.00", NumberCulture.DecimalPoint, 2, 9500)]
    [InlineData("-6.99", NumberCulture.DecimalPoint, 2, -699)]
    [InlineData("1,234,567.8", NumberCulture.DecimalPoint, 2, 123456780)]
    [InlineData("12,34,567.80", NumberCulture.DecimalPoint, 2, 123456780)]
    [InlineData("1.141,18", NumberCulture.DecimalComma, 2, 114118)]
    [InlineData("1\u00A0141,18", NumberCulture.DecimalComma, 2, 114118)]
    [InlineData("1\u202F141,18", NumberCulture.DecimalComma, 2, 114118)]
    [InlineData("1141,18", NumberCulture.DecimalComma, 2, 114118)]
    [InlineData("\u22125,5", NumberCulture.DecimalComma, 2, -550)]
    [InlineData("+3", NumberCulture.Any, 2, 300)]
    [InlineData("3,980", NumberCulture.DecimalPoint, 0, 3980)]
    [InlineData("3980.00", NumberCulture.DecimalPoint, 0, 3980)]
    [InlineData("1.234", NumberCulture.DecimalPoint, 3, 1234)]
    [InlineData("0.05", NumberCulture.DecimalPoint, 2, 5)]
    [InlineData(".5", NumberCulture.DecimalPoint, 2, 50)]
    [InlineData("10.0500", NumberCulture.DecimalPoint, 2, 1005)]
    [InlineData("0", NumberCulture.Any, 2, 0)]
    public void Amount_InItsCulture_IsMinorUnits(string text, NumberCulture culture, int exponent, long minor)
    {
        Assert.True(NumberText.TryMinor(Encoding.UTF8.GetBytes(text), culture, exponent, out var read));
        Assert.Equal(minor, read);
    }

    [Theory]
    [InlineData("95,00", NumberCulture.DecimalPoint, 2)]
    [InlineData("1,23,4.50", NumberCulture.DecimalPoint, 2)]
    [InlineData("1234,567.00", NumberCulture.DecimalPoint, 2)]
    [InlineData("12,34,56", NumberCulture.DecimalPoint, 2)]
    [InlineData("1,234567", NumberCulture.DecimalPoint, 2)]
    [InlineData("95.00", NumberCulture.DecimalComma, 2)]
    [InlineData("1.234", NumberCulture.DecimalPoint, 2)]
    [InlineData("1.000", NumberCulture.DecimalPoint, 0)]
    [InlineData("12.5", NumberCulture.DecimalPoint, 0)]
    [InlineData("12.5", NumberCulture.Any, 2)]
    [InlineData("1.5E+3", NumberCulture.DecimalPoint, 2)]
    [InlineData("$5.00", NumberCulture.DecimalPoint, 2)]
    [InlineData("5.", NumberCulture.DecimalPoint, 2)]
    [InlineData("--5", NumberCulture.DecimalPoint, 2)]
    [InlineData("-", NumberCulture.DecimalPoint, 2)]
    [InlineData("1..2", NumberCulture.DecimalPoint, 2)]
    [InlineData("99999999999999999999", NumberCulture.Any, 2)]
    public void Amount_ThatDoesNotFit_IsNotRead(string text, NumberCulture culture, int exponent) =>
        Assert.False(NumberText.TryMinor(Encoding.UTF8.GetBytes(text), culture, exponent, out _));
}

public sealed class DateTextTests
{
    [Theory]
    [InlineData("10-Jul-2025", DateOrder.Unambiguous, "2025-07-10T00:00:00")]
    [InlineData("2025-07-31T22:07:18+00:00", DateOrder.Unambiguous, "2025-07-31T22:07:18")]
    [InlineData("2026-08-16T10:12:00-07:00", DateOrder.Unambiguous, "2026-08-16T17:12:00")]
    [InlineData("2026-09-01T02:00:00.123Z", DateOrder.Unambiguous, "2026-09-01T02:00:00.123")]
    [InlineData("2026-08-16 10:12:00 UTC", DateOrder.Unambiguous, "2026-08-16T10:12:00")]
    [InlineData("14.03.2023 07:49:55 UTC", DateOrder.Unambiguous, "2023-03-14T07:49:55")]
    [InlineData("14.03.2023", DateOrder.MonthFirst, "2023-03-14T00:00:00")]
    [InlineData("03/04/26", DateOrder.MonthFirst, "2026-03-04T00:00:00")]
    [InlineData("03/04/2026", DateOrder.DayFirst, "2026-04-03T00:00:00")]
    [InlineData("3/4/2026 5:06 PM", DateOrder.MonthFirst, "2026-03-04T17:06:00")]
    [InlineData("2026-08-12 PDT", DateOrder.Unambiguous, "2026-08-12T07:00:00")]
    [InlineData("2026-01-12 PST", DateOrder.Unambiguous, "2026-01-12T08:00:00")]
    [InlineData("2026/08/12 09:10:11 JST", DateOrder.Unambiguous, "2026-08-12T00:10:11")]
    [InlineData("2026-08-04 UTC", DateOrder.Unambiguous, "2026-08-04T00:00:00")]
    public void Date_OfPartners_IsUtc(string text, DateOrder order, string expected)
    {
        Assert.True(DateText.TryRead(Encoding.UTF8.GetBytes(text), order, out var utc, out _));
        Assert.Equal(DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), utc);
        Assert.Equal(DateTimeKind.Utc, utc.Kind);
    }

    [Theory]
    [InlineData("03/04/2026", DateOrder.Unambiguous)]
    [InlineData("31/02/2026", DateOrder.DayFirst)]
    [InlineData("13/13/2026", DateOrder.DayFirst)]
    [InlineData("45678", DateOrder.DayFirst)]
    [InlineData("2026-13-01", DateOrder.Unambiguous)]
    [InlineData("10-Foo-2025", DateOrder.Unambiguous)]
    [InlineData("2026-08-12 25:00:00", DateOrder.Unambiguous)]
    [InlineData("2026-08-12 CST", DateOrder.Unambiguous)]
    [InlineData("2026-08-12 rubbish", DateOrder.Unambiguous)]
    [InlineData("yesterday", DateOrder.DayFirst)]
    public void Date_ThatDoesNotFit_IsNotRead(string text, DateOrder order) =>
        Assert.False(DateText.TryRead(Encoding.UTF8.GetBytes(text), order, out _, out _));
}
