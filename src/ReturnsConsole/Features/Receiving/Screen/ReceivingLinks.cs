using System.Globalization;

namespace ReturnsConsole.Features.Receiving.Screen;

/// <summary>Addresses of receiving.</summary>
public static class ReceivingLinks
{
    public static string To(ReceivingView view, int page = 1)
    {
        string[] parts = [.. view == ReceivingView.Grade ? [] : new[] { $"show={Word(view)}" }, .. page <= 1 ? [] : new[] { $"page={page.ToString(CultureInfo.InvariantCulture)}" }];
        return parts.Length == 0 ? "receiving" : $"receiving?{string.Join('&', parts)}";
    }

    public static string ToGoods(long receiptId) => $"receiving/{receiptId.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>What a scanned code leads to.</summary>
    public static string ToScan(string code) => $"receiving?scan={Uri.EscapeDataString(code)}";

    public static string ToIntake(string code) => $"intake?scan={Uri.EscapeDataString(code)}";

    public static ReceivingView ViewOf(string? word) => Enum.GetValues<ReceivingView>().FirstOrDefault(v => Word(v) == word);

    private static string Word(ReceivingView view) => view.ToString().ToLowerInvariant();
}
