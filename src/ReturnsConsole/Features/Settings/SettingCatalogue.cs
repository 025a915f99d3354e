using System.Globalization;

namespace ReturnsConsole.Features.Settings;

/// <summary>Every setting there is. Only what something reads stands here; waiting times, tolerances and deadlines of the rules are in the configuration file.</summary>
public static class SettingCatalogue
{
    public const string RefundGroup = "Refunds";
    public const string CancelGroup = "Cancellations";
    public const string CaseGroup = "Cases";
    public const string GoodsGroup = "Goods";
    private const string ByHand = "None";

    public static Setting ApprovalThreshold { get; } = new("Refunds.ApprovalThreshold", RefundGroup, "A second person approves from",
        "A refund of this much or more needs somebody else's approval; nobody approves their own. A currency that is not named needs it always.",
        SettingType.MoneyPerCurrency, "EUR 100.00; GBP 100.00; USD 100.00")
    {
        Consequence = (before, after) => Raised(before, after) is { Length: > 0 } raised ? $"Refunds below {raised} then leave on the word of one person." : null,
    };

    public static Setting AllowOverRefund { get; } = Switch("Refunds.AllowOverRefund", RefundGroup, "Allow more than is left",
        "A refund may exceed what was paid less what was refunded. It always needs a second person's approval.", Setting.Off,
        "Money can then be paid out twice for one line when two people agree to it. The guard only warns.");

    public static Setting Queue { get; } = new("Refunds.Queue", RefundGroup, "Queue refunds and cancellations",
        "On: they gather in the refund queue and leave when somebody processes them. Off: each one leaves as soon as it is decided.", SettingType.Switch, Setting.On)
    {
        Consequence = (before, after) => before == Setting.On && after == Setting.Off ? "Refunds then leave for Amazon as soon as they are decided; there is no moment left to take one out of the queue." : null,
    };

    public static Setting AutoSubmit { get; } = Switch("Refunds.AutoSubmit", RefundGroup, "Process the queue by itself",
        "On: what waits in the queue leaves in the rhythm below, without anybody's click.", Setting.Off,
        "What is in the queue then leaves for Amazon without anybody looking at it once more.");

    public static Setting AutoSubmitMinutes { get; } = new("Refunds.AutoSubmitMinutes", RefundGroup, "Rhythm of the queue",
        "How often the queue leaves by itself, when it does. Amazon advises one document per 20 minutes or fewer.", SettingType.Number, "30")
    { Min = 20, Max = 1440, Unit = "minutes" };

    public static Setting Trigger { get; } = new("Refunds.Trigger", RefundGroup, "The console asks for a refund",
        "When a return is refunded without anybody asking. Returns that Amazon refunds at the first scan by itself are never requested.", SettingType.Choice, ByHand)
    {
        PerAccount = true,
        Choices =
        [
            new(ByHand, "only by hand"),
            new("FirstScan", "on the first carrier scan"),
            new("Received", "on receipt"),
            new("Graded", "on accepted grading"),
        ],
        Consequence = (before, after) => before == after ? null : after switch
        {
            "FirstScan" => "Refunds are then requested before the goods are here. What never arrives is already paid.",
            "Received" => "Refunds are then requested before anybody has looked at the goods.",
            "Graded" => "Refunds are then requested as soon as the goods are graded, without anybody's click.",
            _ => null,
        },
    };

    public static Setting RestockingFeePercent { get; } = new("Refunds.RestockingFeePercent", RefundGroup, "Restocking fee",
        "Kept from the item price in proposals when the reason is not the seller's fault. Whoever requests the refund can change it.", SettingType.Number, "0")
    { PerAccount = true, Max = 50, Unit = "%" };

    public static Setting UnconfirmedHours { get; } = new("Refunds.UnconfirmedHours", RefundGroup, "A refund without proof becomes a case after",
        "Counted from its sending. Amazon's finance data may lag by 48 hours, so less than that raises cases about nothing.", SettingType.Number, "72")
    { Min = 1, Max = 720, Unit = "hours" };

    public static Setting LookHours { get; } = new("Refunds.LookHours", RefundGroup, "A look at Amazon holds for",
        "Before a refund leaves, Amazon's transactions of its order are looked at; a look that is older than this is repeated.", SettingType.Number, "6")
    {
        Min = 1,
        Max = 48,
        Unit = "hours",
        Consequence = (before, after) => int.Parse(after, CultureInfo.InvariantCulture) > int.Parse(before, CultureInfo.InvariantCulture)
            ? "What Amazon refunds by itself meanwhile is then noticed later: a refund of ours may leave beside it." : null,
    };

    public static Setting AllowCancelWithoutTelling { get; } = Switch("Refunds.AllowCancelWithoutTelling", CancelGroup, "Allow not telling Amazon",
        "A cancellation may be recorded here only, without a message to Amazon.", Setting.Off,
        "Amazon then still expects the shipment: the order can count as late or be shipped although it is cancelled here.");

    public static Setting AllowZeroOutOnCancel { get; } = Switch("Refunds.AllowZeroOutOnCancel", CancelGroup, "Allow setting the stock to 0",
        "Whoever cancels because nothing is in stock may set the quantity at Amazon to 0 with it.", Setting.Off,
        "The offer is then gone from Amazon until somebody sets its quantity again.");

    public static Setting WriteOffThreshold { get; } = new("Triage.WriteOffThreshold", CaseGroup, "Write-offs of one person up to",
        "A case about more than this is written off only when a second person agrees. A currency that is not named needs it always.",
        SettingType.MoneyPerCurrency, "EUR 25.00; GBP 25.00; USD 25.00")
    {
        Consequence = (before, after) => Raised(before, after) is { Length: > 0 } raised ? $"Differences of up to {raised} can then be written off by one person alone." : null,
    };

    public static Setting VendorCreditDays { get; } = new("Vendor.CreditDays", CaseGroup, "A vendor return without an accepted credit becomes a case after",
        "Counted from the day on which the last piece that arrived was graded.", SettingType.Number, "14")
    { Min = 1, Max = 365, Unit = "days" };

    public static Setting TrustHub { get; } = Switch("Stock.TrustHub", GoodsGroup, "Trust the hub's grading",
        "On: what a returns platform's hub finally decides about an item counts as graded. Off: its goods count as on their way until our own dock has graded them.", Setting.Off,
        "Items that a hub restocks then count as sellable although nobody here has seen them.") with
    { PerAccount = true };

    public static Setting TellAmazon { get; } = Switch("Stock.TellAmazon", GoodsGroup, "Tell Amazon what is sellable again",
        "On: pieces that were graded and put back into stock are added to the quantity of the account's own offer (seller-fulfilled), and taken off again when that turns out wrong. What moved before is not told.", Setting.Off,
        "The quantities of the offers at Amazon then change by themselves with every graded return, without anybody's click.") with
    { PerAccount = true };

    public static Setting TellVendor { get; } = Switch("Stock.TellVendor", GoodsGroup, "Tell Amazon's Direct Fulfilment what is sellable",
        "On: the Direct Fulfilment warehouse entered for the vendor account is told how many pieces the ledger holds as sellable. Amazon takes the number as it is and cannot be asked for it. The orders of that warehouse are not read here: a piece that was sold stays sellable in the ledger, and is offered again with the next number, until somebody corrects it out under Stock. Only for a warehouse that holds nothing but returned goods.", Setting.Off,
        "The number in that warehouse at Amazon is then replaced by the sellable returned pieces, whatever it was before.") with
    { PerAccount = true };

    public static Setting TellShop { get; } = Switch("Stock.TellShop", GoodsGroup, "Tell the shop what is sellable again",
        "On: pieces that were graded and put back into stock are added to the stock of the company's commercetools shop, and taken off again when that turns out wrong. What moved before is not told.", Setting.Off,
        "The stock in the shop then changes by itself with every graded return, without anybody's click.") with
    { PerAccount = true };

    public static Setting ScrapBelow { get; } = new("Receiving.ScrapBelow", GoodsGroup, "Propose scrap below",
        "A used or marked item that was sold for less than this is proposed for scrap. Only a proposal: whoever grades confirms it.", SettingType.MoneyPerCurrency, "EUR 10.00; GBP 10.00; USD 10.00")
    { PerAccount = true };

    public static Setting LostAfterDays { get; } = new("Shipments.LostAfterDays", GoodsGroup, "Lost in transit after",
        "What a carrier or hub scanned, or a shipment that left, becomes a case when it is not here after so many days.", SettingType.Number, "21")
    { PerAccount = true, Min = 1, Max = 180, Unit = "days" };

    public static Setting TransitDays { get; } = new("Shipments.TransitDays", GoodsGroup, "A consolidated shipment takes",
        "Hubs tell when a shipment left and not when it arrives: its expected arrival is estimated by this.", SettingType.Number, "7")
    { PerAccount = true, Min = 1, Max = 60, Unit = "days" };

    public static Setting Kits { get; } = new("Stock.Kits", GoodsGroup, "Kits become their components",
        "On: a kit of the kit table that comes back counts as the pieces it is made of. Off: it counts as one piece under its own SKU.", SettingType.Switch, Setting.On)
    {
        PerAccount = true,
        Consequence = (before, after) => before == after ? null : $"Returned kits are then counted {(after == Setting.On ? "as their components" : "under their own SKU")}, those of earlier days too, and partners that are told of stock are told of the difference.",
    };

    public static IReadOnlyList<Setting> All { get; } =
    [
        ApprovalThreshold, AllowOverRefund, Queue, AutoSubmit, AutoSubmitMinutes, Trigger, RestockingFeePercent, UnconfirmedHours, LookHours,
        AllowCancelWithoutTelling, AllowZeroOutOnCancel,
        WriteOffThreshold, VendorCreditDays,
        TrustHub, TellAmazon, TellVendor, TellShop, Kits, ScrapBelow, LostAfterDays, TransitDays,
    ];

    public static Setting? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    private static Setting Switch(string name, string group, string title, string words, string @default, string whenOn) => new(name, group, title, words, SettingType.Switch, @default)
    {
        Consequence = (before, after) => before == Setting.Off && after == Setting.On ? whenOn : null,
    };

    private static string Raised(string before, string after)
    {
        if (MoneyLimits.Read(before, out _) is not { } old || MoneyLimits.Read(after, out _) is not { } now)
            return "";
        return string.Join(", ", now.Amounts.Where(m => m.Minor > old.Of(m.Currency)));
    }
}
