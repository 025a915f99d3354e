using System.Globalization;

namespace ReturnsConsole.Demo.Month;

/// <summary>Everything that happened in one marketplace, before it is written as files.</summary>
internal sealed class MonthBook(Marketplace market, DateTime now, SeededRandom random)
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(14);
    private int _receipts;

    public Marketplace Market => market;

    /// <summary>Midnight (UTC) that begins the day the sample is made for; nothing happens later.</summary>
    public DateTime Now => now;

    /// <summary>Start of the first settlement, end of the first and start of the second, end of the second.</summary>
    public IReadOnlyList<DateTime> SettlementTimes { get; } =
        [now + market.SettlementTime - Period - Period, now + market.SettlementTime - Period, now + market.SettlementTime];

    public List<DemoOrder> Orders { get; set; } = [];

    public List<PlannedReturn> Returns { get; } = [];

    public List<PlannedFbaReturn> FbaReturns { get; } = [];

    public List<PlannedRefund> Refunds { get; } = [];

    public List<PlannedReceipt> Receipts { get; } = [];

    public List<PlannedReimbursement> Reimbursements { get; } = [];

    public List<PlantedCase> Planted { get; } = [];

    /// <summary>The XML report covers the last days of the UK; the flat report the days before.</summary>
    public bool InXml(PlannedReturn item) => market.Code == "UK" && !item.WithoutOrderId && item.RequestedUtc >= now.AddDays(-9);

    /// <param name="prepaid">Amazon's prepaid label with tracking; else the buyer's own label.</param>
    /// <param name="sent">Whether the parcel has a tracking number.</param>
    public PlannedReturn Register(
        OrderLine line, int quantity, DateTime requested, string reason, bool prepaid, bool sent = true, bool firstScan = false, bool withoutOrderId = false)
    {
        line.Taken = true;
        var (carrier, tracking) = sent ? Parcel() : (null, null);
        var item = new PlannedReturn
        {
            Line = line,
            Quantity = quantity,
            RequestedUtc = requested,
            RmaId = $"D{random.Token(8)}RRMA",
            Reason = reason,
            PrepaidLabel = prepaid,
            FirstScanRefund = firstScan,
            Carrier = carrier,
            TrackingId = tracking,
            WithoutOrderId = withoutOrderId,
        };
        Returns.Add(item);
        return item;
    }

    public PlannedRefund Refund(OrderLine line, DateTime posted, RefundParts parts, PlannedReturn? item = null)
    {
        if (posted < SettlementTimes[0] || posted >= SettlementTimes[2])
            throw new InvalidOperationException($"Refund of {line.Order.OrderId} at {posted:O} is outside the settled month.");

        line.Taken = true;
        var seconds = (long)(posted - DateTime.UnixEpoch).TotalSeconds;
        var refund = new PlannedRefund(
            line, posted, parts, $"amzn1:crow:{random.Token(22)}", string.Create(CultureInfo.InvariantCulture, $"{seconds}{random.Digits(9)}"));
        Refunds.Add(refund);
        if (item is not null)
        {
            item.Refunded = (item.Refunded ?? 0) + parts.Net;
            item.Status = "Completed";
        }

        return refund;
    }

    /// <summary>Adds the shipping to a refund that was made without.</summary>
    public void AddShipping(PlannedReturn item)
    {
        var at = Refunds.FindIndex(refund => refund.Line == item.Line);
        var line = item.Line;
        Refunds[at] = Refunds[at] with { Parts = Refunds[at].Parts with { Shipping = line.Shipping, ShippingTax = line.ShippingTax, ShippingPromotion = line.ShippingPromotion } };
        item.Refunded += line.PaidShipping;
    }

    /// <summary>Goods of a return arrive at the seller's warehouse.</summary>
    public void Receive(PlannedReturn item, DateTime received, int? quantity = null, string? sku = null, string? grade = null)
    {
        item.ReceivedUtc = received;
        var units = quantity ?? item.Quantity;
        var rma = random.PerMille(850) ? item.RmaId : "";
        var given = grade ?? Grade(item);
        if (units == 2 && quantity is null && random.PerMille(500))
        {
            Receipts.Add(Receipt(item.Line.Order.OrderId, rma, item.Line.Sku, 1, item.TrackingId ?? "", received, given));
            Receipts.Add(Receipt(item.Line.Order.OrderId, rma, item.Line.Sku, 1, item.TrackingId ?? "", received.AddMinutes(3), given));
            return;
        }

        Receipts.Add(Receipt(item.Line.Order.OrderId, rma, sku ?? item.Line.Sku, units, item.TrackingId ?? "", received, given));
    }

    public PlannedReceipt Receipt(string orderId, string rma, string sku, int quantity, string tracking, DateTime received, string grade)
    {
        var disposition = grade switch
        {
            "A" => "Restocked",
            "B" => random.PerMille(800) ? "Restocked" : "Quarantined",
            "C" => "Quarantined",
            "D" => "Scrapped",
            _ => "",
        };
        _receipts++;
        var reference = string.Create(CultureInfo.InvariantCulture, $"{market.Site}-{received:yyyyMMdd}-{_receipts:00000}");
        return new PlannedReceipt(orderId, rma, sku, quantity, tracking, received, grade, disposition, $"Warehouse {market.Site}", reference);
    }

    public (string Carrier, string TrackingId) Parcel() => market.Code switch
    {
        "US" => random.PerMille(600) ? ("USPS", "9202" + random.Digits(18)) : ("UPS", "1Z" + random.UpperCase(2) + random.Digits(14)),
        "UK" => random.PerMille(600) ? ("Royal Mail", random.UpperCase(2) + random.Digits(9) + "GB") : ("Evri", "H" + random.Digits(15)),
        _ => random.PerMille(700) ? ("DHL", "00340434" + random.Digits(12)) : ("Hermes", "H" + random.Digits(19)),
    };

    /// <summary>A working hour of the day that so many days lie before the sample's day.</summary>
    public DateTime WorkingHour(int daysAgo) => now.AddDays(-daysAgo).AddMinutes(random.Between(8 * 60, 17 * 60));

    private string Grade(PlannedReturn item) =>
        item.SellerFault ? random.Pick(["B", "C", "C", "D", "D"]) : random.Pick(["A", "A", "A", "A", "A", "A", "B", "B", "C"]);
}
