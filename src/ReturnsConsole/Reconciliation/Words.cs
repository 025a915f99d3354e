using System.Globalization;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Reconciliation;

/// <summary>How sentences say dates, amounts and counts. Absolute dates only: a sentence must read the same tomorrow.</summary>
internal static class Words
{
    public static string Day(DateTime? at) => at is { } day ? day.ToString("d MMM yyyy", CultureInfo.InvariantCulture) : "an unknown date";

    public static string Amount(long minor, string currency) => new Money(minor, currency).ToString();

    public static string Count(long n, string one, string many) => $"{n.ToString("N0", CultureInfo.InvariantCulture)} {(n == 1 ? one : many)}";

    public static string Rma(in ReturnFact item) => item.Rma.IsEmpty ? "the return" : $"return {item.Rma}";

    public static string Sku(in FactText sku) => sku.IsEmpty ? "an item without SKU" : sku.ToString();

    public static string Clip(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
