using System.Globalization;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake;

/// <summary>How intake speaks.</summary>
public static class IntakeWords
{
    /// <summary>SKU of goods that nobody could name.</summary>
    public const string UnknownSku = "UNKNOWN";

    /// <summary>Who says that goods came.</summary>
    public const string Source = "Dock";

    public static string Of(ParcelFinding finding) => finding switch
    {
        ParcelFinding.PartQuantity => "fewer pieces than announced",
        ParcelFinding.WrongItem => "wrong item",
        ParcelFinding.EmptyBox => "empty box",
        ParcelFinding.UnknownItem => "unknown item",
        _ => "as announced",
    };

    public static (Tone Tone, string Words) Of(ParcelScan scan) => scan.State switch
    {
        ScanState.Authorized => (Tone.Good, scan.Note),
        ScanState.Shelved => (Tone.Critical, $"Unidentified, shelf {scan.Note}"),
        ScanState.PutAside => (Tone.Still, "Put aside"),
        ScanState.Undone => (Tone.Still, $"Taken back: {scan.Note}"),
        _ => scan.Result switch
        {
            ScanResult.Known => (Tone.Flow, "Known, not answered"),
            ScanResult.Near => (Tone.Warn, "Near match, not answered"),
            ScanResult.OnShelf => (Tone.Flow, "Lies on the shelf"),
            _ => (Tone.Critical, "Unknown, not answered"),
        },
    };

    public static (Tone Tone, string Words) Of(ShelfState state) => state switch
    {
        ShelfState.Matched => (Tone.Good, "Found: fetch it"),
        ShelfState.Fetched => (Tone.Still, "Fetched"),
        ShelfState.Withdrawn => (Tone.Still, "Taken back"),
        _ => (Tone.Expected, "The console keeps looking"),
    };

    public static string Of(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Authorization => "our RA",
        IdentifierKind.Rma => "RMA",
        IdentifierKind.MerchantRma => "return number",
        IdentifierKind.PlatformReturn => "platform's return",
        IdentifierKind.Tracking => "tracking",
        IdentifierKind.Label => "label or bag",
        IdentifierKind.LicencePlate => "LPN",
        IdentifierKind.Order => "order",
        IdentifierKind.OrderAlias => "our order number",
        IdentifierKind.Sku => "SKU",
        _ => "ASIN",
    };

    /// <summary>An order id with its dashes back; anything else as it is compared.</summary>
    public static string Spaced(string value, IdentifierKind kind) =>
        kind == IdentifierKind.Order && value.Length == 17 && value.All(char.IsAsciiDigit) ? $"{value[..3]}-{value[3..10]}-{value[10..]}"
        : kind == IdentifierKind.Authorization && value.StartsWith("RA", StringComparison.Ordinal) ? $"RA-{value[2..]}" : value;

    /// <summary>The order in one line, to tell it from its neighbours.</summary>
    public static string Short(ParcelOrder order)
    {
        var parts = new List<string>();
        if (order.Marketplace.Length > 0)
            parts.Add(order.Marketplace);
        if (order.Lines.Count > 0)
            parts.Add(order.Lines.Count == 1 ? order.Lines[0].Sku : $"{order.Lines.Count.ToString(CultureInfo.InvariantCulture)} items");
        if (order.IsAllHere)
            parts.Add("all received");
        else if (order.Returns.Any(r => r.CancelledAt is null && r.Channel != ReturnChannel.PostHoc))
            parts.Add("return announced");
        else
            parts.Add("no return announced");
        foreach (var refund in order.Refunds.Take(1))
            parts.Add($"refunded {new Money(refund.Amount, refund.Currency)}");
        return string.Join(" · ", parts);
    }

    /// <summary>"TooSmall" → "Too small".</summary>
    public static string Reason(string canonical)
    {
        if (canonical.Length == 0)
            return "No reason given";
        var text = string.Concat(canonical.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
        return text;
    }

    public static string Age(DateTime at, DateTime now)
    {
        var days = (int)Math.Floor((now - at).TotalDays);
        return days < 1 ? "today" : days == 1 ? "1 d" : $"{days.ToString(CultureInfo.InvariantCulture)} d";
    }
}
