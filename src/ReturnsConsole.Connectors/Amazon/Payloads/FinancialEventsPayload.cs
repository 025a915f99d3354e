using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Amazon.Payloads;

/// <summary>
/// Financial events of Finances v0 in the shape of a page, usually one event a document: refunds, A-to-z claims and chargebacks become rows, one an item.
/// v0 shows nothing that is held back and gives no transaction id: the adjustment item's id stands for it. Source: financesV0.
/// </summary>
internal sealed class FinancialEventsPayload : PayloadFormat
{
    public const string Id = "amazon-financial-events";

    public override string Name => Id;

    public override FileFormat Format => FileFormat.AmazonFinancialEventDocuments;

    public override string Title => "Amazon financial events (v0)";

    public override void Read(JsonElement document, PayloadRows rows)
    {
        foreach (var list in document.EnumerateObject())
        {
            if (list.Value.ValueKind != JsonValueKind.Array)
            {
                rows.Unknown("amazon financial event/list", list.Name);
                continue;
            }
            var at = 0;
            foreach (var financialEvent in list.Value.EnumerateArray())
                Read(list.Name, financialEvent, at++, rows);
        }
    }

    private static void Read(string list, JsonElement financialEvent, int at, PayloadRows rows)
    {
        SettlementLineKind? kind = list switch
        {
            "RefundEventList" => SettlementLineKind.Refund,
            "GuaranteeClaimEventList" => SettlementLineKind.GuaranteeClaim,
            "ChargebackEventList" => SettlementLineKind.Chargeback,
            _ => null,
        };
        if (kind is null)
        {
            if (!list.EndsWith("EventList", StringComparison.Ordinal))
                rows.Unknown("amazon financial event/list", list);
            rows.Note($"{Refusals.Show(list, 60)}: no refund");
            return;
        }
        var before = rows.Next();
        var head = new Bounded(rows, $"{list}[{at}]");
        var common = new RefundRow
        {
            Row = before,
            Deferred = false,
            Kind = kind.Value,
            TransactionId = "",
            OrderId = head.Text(financialEvent, "AmazonOrderId", 50),
            Marketplace = head.Text(financialEvent, "MarketplaceName", 100),
            Currency = "",
            PostedUtc = financialEvent.Time("PostedDate"),
        };
        if (!head.Fits)
            return;
        var item = 0;
        foreach (var adjusted in financialEvent.Items("ShipmentItemAdjustmentList"))
            ReadItem(list, adjusted, $"{list}[{at}].ShipmentItemAdjustmentList[{item}]", item++, "ItemChargeAdjustmentList", common, rows);
        if (item == 0 || financialEvent.Items("OrderChargeAdjustmentList").Any())
            ReadItem(list, financialEvent, $"{list}[{at}]", -1, "OrderChargeAdjustmentList", common, rows);
    }

    private static void ReadItem(string list, JsonElement item, string path, int at, string charges, RefundRow common, PayloadRows rows)
    {
        var row = rows.Next();
        var fields = new Bounded(rows, path);
        var parts = new RefundParts();
        string? currency = null;
        foreach (var charge in item.Items(charges))
        {
            var word = charge.Text("ChargeType") ?? "";
            if (fields.Money(charge.Field("ChargeAmount"), $"{charges} {Refusals.Show(word, 60)}", ref currency) is not { } minor || minor == 0)
                continue;
            var role = FinanceWords.RoleOf(word, AmountRole.Unclassified);
            if (role is AmountRole.Unclassified or AmountRole.Other)
                rows.Unknown("amazon financial event/ChargeType", word.Length > 0 ? word : "nothing");
            parts.Add(role, minor);
        }
        foreach (var promotion in item.Items("PromotionAdjustmentList"))
        {
            if (fields.Money(promotion.Field("PromotionAmount"), "PromotionAdjustmentList", ref currency) is { } minor)
                parts.Add(AmountRole.Promotion, minor);
        }
        var adjustmentItem = fields.Text(item, "OrderAdjustmentItemId", 100);
        var orderItem = fields.Text(item, "OrderItemId", 50);
        var sku = fields.Text(item, "SellerSKU", 100);
        if (currency is null && fields.Fits)
            fields.Reject(charges, "nothing", "amounts with their currency");
        if (!fields.Fits)
            return;
        rows.Refund(common with
        {
            Row = row,
            TransactionId = Refusals.Text($"v0:{adjustmentItem ?? $"{list}:{common.OrderId}:{common.PostedUtc:yyyyMMddHHmmss}:{orderItem ?? sku}:{at}"}"),
            MerchantAdjustmentItemId = adjustmentItem,
            OrderItemId = orderItem,
            Sku = sku,
            Currency = currency!,
            PrincipalMinor = parts.Principal,
            TaxMinor = parts.Tax,
            ShippingMinor = parts.Shipping,
            RestockingFeeMinor = parts.RestockingFee,
            OtherBuyerMinor = parts.Other,
            PromotionMinor = parts.Promotion,
        });
    }
}
