using System.Globalization;

namespace ReturnsConsole.Features.Home.Trends;

/// <summary>A figure of the first page that has rows of its own; its address and back.</summary>
public abstract record TrendFigure
{
    public const string Path = "trends";

    /// <summary>In an address: no currency, no price known.</summary>
    private const string NoCurrency = "none";

    public abstract string Title { get; }

    public abstract string Address(int page = 0);

    /// <summary>Null: the address names no figure.</summary>
    public static TrendFigure? Read(string kind, string? week, string? currency, string? sku, string? reason) => kind switch
    {
        "refunds" when Monday(week) is { } monday && currency is { Length: 3 } => new RefundsOfWeek(monday, currency),
        "receipts" when Monday(week) is { } monday && currency is { Length: 3 or 4 } => new ReceiptsOfWeek(monday, currency == NoCurrency ? "" : currency),
        "reasons" when reason is { Length: > 0 } => new ReturnsForReason(sku ?? "", reason),
        _ => null,
    };

    protected static string Day(DateOnly monday) => monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected static string Week(DateOnly monday) => "week from " + monday.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    protected static string CurrencyOf(string currency) => currency.Length == 0 ? NoCurrency : currency;

    protected static string Page(int page) => page > 0 ? "&page=" + page.ToString(CultureInfo.InvariantCulture) : "";

    private static DateOnly? Monday(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.DayOfWeek == DayOfWeek.Monday && day.Year is > 2000 and < 3000 ? day : null;
}

public sealed record RefundsOfWeek(DateOnly Monday, string Currency) : TrendFigure
{
    public override string Title => $"Refunds in {Currency}, {Week(Monday)}";

    public override string Address(int page = 0) => $"{Path}/refunds?week={Day(Monday)}&currency={Currency}{Page(page)}";
}

public sealed record ReceiptsOfWeek(DateOnly Monday, string Currency) : TrendFigure
{
    public override string Title => Currency.Length == 0 ? $"Goods received without a known price, {Week(Monday)}" : $"Goods received, priced in {Currency}, {Week(Monday)}";

    public override string Address(int page = 0) => $"{Path}/receipts?week={Day(Monday)}&currency={CurrencyOf(Currency)}{Page(page)}";
}

public sealed record ReturnsForReason(string Sku, string Reason) : TrendFigure
{
    public override string Title => $"{(Sku.Length > 0 ? Sku : "No SKU")}: {ReasonText.Of(Reason).ToLowerInvariant()}, last four weeks";

    public override string Address(int page = 0) => $"{Path}/reasons?sku={Uri.EscapeDataString(Sku)}&reason={Uri.EscapeDataString(Reason)}{Page(page)}";
}

internal static class ReasonText
{
    /// <summary>"TooSmall" → "Too small"; words stay as they are.</summary>
    public static string Of(string canonical) => string.Concat(canonical.Select((c, i) => i > 0 && char.IsUpper(c) && canonical[i - 1] != ' ' ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
