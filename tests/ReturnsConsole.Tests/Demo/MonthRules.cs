using ReturnsConsole.Demo.Month;

namespace ReturnsConsole.Tests.Demo;

/// <summary>The rules of the exception kinds in their plainest form, applied to the written files: which subjects of a kind are there?</summary>
internal sealed class MonthRules
{
    private static readonly string[] SellerFault =
        ["CR-DEFECTIVE", "CR-DAMAGED_BY_CARRIER", "CR-MISSING_PARTS", "CR-SWITCHEROO", "CR-MISSED_ESTIMATED_DELIVERY", "AMZ-PG-BAD-DESC", "AMZ-PG-BAD-ITEM"];

    private static readonly string[] KnownCodes =
    [
        .. SellerFault, "CR-QUALITY_UNACCEPTABLE", "CR-NOT_COMPATIBLE", "CR-EXTRA_ITEM", "CR-ORDERED_WRONG_ITEM", "CR-UNWANTED_ITEM", "CR-FOUND_BETTER_PRICE",
        "CR-UNAUTHORIZED_PURCHASE", "CR-NO_REASON_GIVEN", "AMZ-PG-MISORDERED", "AMZ-PG-APP-TOO-SMALL", "AMZ-PG-APP-TOO-LARGE", "AMZ-PG-APP-STYLE", "AMZ-PG-APP-TOO-LATE", "AMZ-PG-WJ-TOO-SMALL",
    ];

    private readonly WrittenMonth _month;
    private readonly DateTime _waitedSince;
    private readonly Dictionary<(string, string), WrittenMonth.Order> _lines;
    private readonly ILookup<string, WrittenMonth.Order> _ofOrder;
    private readonly HashSet<string> _orders;
    private readonly ILookup<string, WrittenMonth.ReturnLine> _returns;
    private readonly ILookup<string, WrittenMonth.Receipt> _receipts;
    private readonly ILookup<(string, string), WrittenMonth.Refund> _refunds;
    private readonly ILookup<(string, string), (string, string)> _fba;

    public MonthRules(WrittenMonth month, int waitingDays = 14)
    {
        _month = month;
        _waitedSince = month.Today.AddDays(-waitingDays);
        _lines = month.Orders.ToDictionary(line => (line.Id, line.Sku));
        _ofOrder = month.Orders.ToLookup(line => line.Id);
        _orders = [.. month.Orders.Select(line => line.Id)];
        _returns = month.Returns.ToLookup(item => item.OrderId);
        _receipts = month.Receipts.ToLookup(receipt => receipt.OrderId);
        _refunds = month.Refunds.ToLookup(refund => (refund.OrderId, refund.Sku));
        _fba = month.FbaUnits.ToLookup(unit => (unit.OrderId, unit.Sku));
    }

    public IEnumerable<string> Subjects(PlantedKind kind) => kind switch
    {
        PlantedKind.OrphanedRefund => Known().Where(refund => refund.Posted < _waitedSince && !GoodsCame(refund)).Select(refund => refund.OrderId),
        PlantedKind.DuplicateRefund => _refunds.Where(Overpaid).Select(refunds => refunds.Key.Item1),
        PlantedKind.RefundAmountBreak => Known().Where(refund => !Overpaid(_refunds[(refund.OrderId, refund.Sku)]) && Difference(refund) != 0).Select(refund => refund.OrderId),
        PlantedKind.RefundDue => _month.Returns.Where(item => Graded(item) && !_refunds[(item.OrderId, item.Sku)].Any()).Select(item => item.OrderId),
        PlantedKind.SettlementBreak => _month.Settlements.Where(item => item.Declared != item.Summed || item.Lines.Exists(line => line["amount-type"] == "CarbonNeutralSurcharge")).Select(item => item.Id),
        PlantedKind.UnmatchedSettlementLine => _month.Refunds.Where(refund => !_orders.Contains(refund.OrderId)).Select(refund => refund.OrderId),
        PlantedKind.DarkReturn => _month.Returns.Where(Dark).Select(item => item.OrderId)
            .Concat(_month.Receipts.Where(receipt => _orders.Contains(receipt.OrderId) && !_returns[receipt.OrderId].Any()).Select(receipt => receipt.OrderId)),
        PlantedKind.ReceiptWithoutOrder => _month.Receipts.Where(receipt => !_orders.Contains(receipt.OrderId)).Select(receipt => receipt.Reference),
        PlantedKind.SkuMismatch => _month.Receipts.Where(receipt => _orders.Contains(receipt.OrderId) && _returns[receipt.OrderId].Any() && _returns[receipt.OrderId].All(item => item.Sku != receipt.Sku)).Select(receipt => receipt.OrderId),
        PlantedKind.QuantityMismatch => _month.Returns.Where(item => Received(item) is > 0 and var units && units != item.Quantity).Select(item => item.OrderId),
        PlantedKind.UnmappedReasonCode => _month.Returns.Select(item => item.Reason).Where(code => !KnownCodes.Contains(code)).Distinct(),
        PlantedKind.MissingOrderKey => _month.Returns.Where(item => item.OrderId.Length == 0).Select(item => item.Rma),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Refunded minus due for what came back, or what was announced while the goods are on the way.</summary>
    public long Difference(WrittenMonth.Refund refund)
    {
        var line = _lines[(refund.OrderId, refund.Sku)];
        var item = _returns[refund.OrderId].FirstOrDefault(item => item.Sku == refund.Sku);
        var fbaUnits = _fba[(refund.OrderId, refund.Sku)].Count();
        if (item is null && fbaUnits == 0)
            return 0;

        var units = item is null ? fbaUnits : Received(item) is > 0 and var received ? received : item.Quantity;
        var shipping = item is not null && units == line.Quantity && (SellerFault.Contains(item.Reason) || item.Resolution == "RefundAtFirstScan" || (!line.TaxOnTop && AllBack(refund.OrderId))) ? line.PaidShipping : 0;
        return refund.Net - (((line.Price + line.Tax - line.Promotion) * units / line.Quantity) + shipping - refund.RestockingFee);
    }

    /// <summary>Every line of the order was refunded and came back whole, or is on the way.</summary>
    private bool AllBack(string orderId) => _ofOrder[orderId].All(line =>
        _returns[orderId].Any(item => item.Sku == line.Sku && item.Quantity == line.Quantity && (Received(item) == 0 || Received(item) == line.Quantity)) && _refunds[(orderId, line.Sku)].Any());

    public bool IsKnown(WrittenMonth.Refund refund) => _orders.Contains(refund.OrderId);

    private IEnumerable<WrittenMonth.Refund> Known() => _month.Refunds.Where(IsKnown);

    private bool GoodsCame(WrittenMonth.Refund refund) => _fba[(refund.OrderId, refund.Sku)].Any() || (_returns[refund.OrderId].Any(item => item.Sku == refund.Sku) && _receipts[refund.OrderId].Any());

    private bool Overpaid(IEnumerable<WrittenMonth.Refund> refunds) =>
        IsKnown(refunds.First()) && (refunds.Sum(refund => refund.Net) > _lines[(refunds.First().OrderId, refunds.First().Sku)].Paid || refunds.Count() > 1);

    private int Received(WrittenMonth.ReturnLine item) => _receipts[item.OrderId].Where(receipt => receipt.Sku == item.Sku).Sum(receipt => receipt.Quantity);

    private bool Graded(WrittenMonth.ReturnLine item) => _receipts[item.OrderId].Any(receipt => receipt.Sku == item.Sku && receipt.Grade.Length > 0);

    private bool Dark(WrittenMonth.ReturnLine item) =>
        item.OrderId.Length > 0 && item.Label == "AmazonPrePaidLabel" && item.Tracking.Length > 0 && item.Requested < _waitedSince && !_receipts[item.OrderId].Any();
}
