using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Amazon.Payloads;

/// <summary>
/// A transaction of Finances 2024-06-19; refunds become rows, one an item. A refund that is held back comes as a transaction, and again as the transaction that
/// lets it go: both carry the same ids here, so that they are known as one. Source: finances_2024-06-19; breakdown types as seen in real accounts.
/// </summary>
internal sealed class TransactionsPayload : PayloadFormat
{
    public const string Id = "amazon-transactions";

    public override string Name => Id;

    public override FileFormat Format => FileFormat.AmazonTransactionDocuments;

    public override string Title => "Amazon finance transactions";

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var type = document.Text("transactionType") ?? "";
        var kind = FinanceWords.KindOf(type);
        if (kind == SettlementLineKind.Unclassified)
            rows.Unknown("amazon transaction/transactionType", type.Length > 0 ? type : "nothing");
        var refundId = Related(document, "REFUND_ID");
        var looksLikeRefund = kind == SettlementLineKind.Unclassified
            && (refundId is not null || type.Contains("refund", StringComparison.OrdinalIgnoreCase) || (document.Text("description") ?? "").Contains("refund", StringComparison.OrdinalIgnoreCase));
        if (kind is not (SettlementLineKind.Refund or SettlementLineKind.Chargeback or SettlementLineKind.GuaranteeClaim) && !looksLikeRefund)
        {
            rows.Note($"{(type.Length > 0 ? type : "a transaction without a type")}: no refund");
            return;
        }

        var head = new Bounded(rows, "");
        var own = head.Required(document, "transactionId", 200, "the transaction's id");
        var orderId = Related(document, "ORDER_ID");
        if (orderId?.Length > 50)
            head.Reject("relatedIdentifiers ORDER_ID", orderId, "at most 50 characters");
        var held = Related(document, "DEFERRED_TRANSACTION_ID");
        if (refundId?.Length > 100)
            head.Reject("relatedIdentifiers REFUND_ID", refundId, "at most 100 characters");
        // Without a refund id the transaction that was held back stands for the refund, in itself and in the one that lets it go.
        var adjustment = refundId ?? Shorten(held ?? own);
        if (!head.Fits)
            return;

        var marketplaceId = document.Field("marketplaceDetails")?.Text("marketplaceId") ?? document.Field("sellingPartnerMetadata")?.Text("marketplaceId");
        if (marketplaceId is not null && !Marketplaces.IsKnown(marketplaceId))
            rows.Unknown("amazon transaction/marketplaceId", marketplaceId);
        var marketplace = document.Field("marketplaceDetails")?.Text("marketplaceName") ?? Marketplaces.NameOf(marketplaceId);
        var common = new RefundRow
        {
            Row = default,
            Deferred = IsHeldBack(document, rows),
            Kind = kind,
            TransactionId = own,
            OrderId = orderId,
            AdjustmentId = adjustment,
            Marketplace = marketplace is null ? null : Refusals.Show(marketplace, 100),
            Currency = "",
            PostedUtc = document.Time("postedDate"),
        };
        var at = 0;
        foreach (var item in document.Items("items"))
            ReadPart(item, $"items[{at++}]", common, rows);
        if (at == 0)
            ReadPart(document, "", common, rows);
    }

    /// <summary>DEFERRED is held back. DEFERRED_RELEASED was, and says so for good when another transaction lets it go.</summary>
    private static bool IsHeldBack(JsonElement document, PayloadRows rows)
    {
        switch (document.Text("transactionStatus"))
        {
            case "DEFERRED":
                return true;
            case "DEFERRED_RELEASED":
                return Related(document, "RELEASE_TRANSACTION_ID") is not null;
            case "RELEASED" or null:
                return false;
            case var other:
                // Only what says that it was let go counts as let go.
                rows.Unknown("amazon transaction/transactionStatus", other);
                return true;
        }
    }

    private static void ReadPart(JsonElement part, string path, RefundRow common, PayloadRows rows)
    {
        var row = rows.Next();
        var fields = new Bounded(rows, path);
        var parts = new RefundParts();
        string? currency = null;
        var at = 0;
        foreach (var breakdown in part.Items("breakdowns"))
            Count(breakdown, AmountRole.Unclassified, $"breakdowns[{at++}]", parts, fields, ref currency, rows);
        if (at == 0 && fields.Money(part.Field("totalAmount"), "totalAmount", ref currency) is { } total)
        {
            // Nothing says what the amount consists of: it counts as the buyer's, so that no refund goes unseen.
            parts.Add(AmountRole.OtherBuyer, total);
            rows.Unknown("amazon transaction/breakdowns", "nothing, only a total");
        }
        var product = part.Items("contexts").FirstOrDefault(c => c.Text("sku") is not null);
        var item = part.Items("relatedIdentifiers").FirstOrDefault(i => i.Text("itemRelatedIdentifierName") == "ORDER_ADJUSTMENT_ITEM_ID");
        var itemId = part.Items("relatedIdentifiers").FirstOrDefault(i => i.Text("itemRelatedIdentifierName") is "ORDER_ITEM_ID");
        var refund = common with
        {
            Row = row,
            MerchantAdjustmentItemId = fields.Text(item, "itemRelatedIdentifierValue", 100),
            OrderItemId = fields.Text(itemId, "itemRelatedIdentifierValue", 50),
            Sku = fields.Text(product, "sku", 100),
            Currency = currency ?? "",
            PrincipalMinor = parts.Principal,
            TaxMinor = parts.Tax,
            ShippingMinor = parts.Shipping,
            RestockingFeeMinor = parts.RestockingFee,
            OtherBuyerMinor = parts.Other,
            PromotionMinor = parts.Promotion,
        };
        if (currency is null && fields.Fits)
            fields.Reject("totalAmount", "nothing", "an amount with its currency");
        if (fields.Fits)
            rows.Refund(refund);
    }

    /// <summary>Goes down to what no longer divides; the groups above say what an unspecific word means.</summary>
    private static void Count(JsonElement breakdown, AmountRole within, string path, RefundParts parts, Bounded fields, ref string? currency, PayloadRows rows)
    {
        var word = breakdown.Text("breakdownType") ?? "";
        var role = FinanceWords.RoleOf(word, within);
        var amount = fields.Money(breakdown.Field("breakdownAmount"), path + ".breakdownAmount", ref currency);
        if (role is AmountRole.Fee or AmountRole.WithheldTax)
            return;
        var children = breakdown.Items("breakdowns").ToList();
        for (var at = 0; at < children.Count; at++)
            Count(children[at], role, $"{path}.breakdowns[{at}]", parts, fields, ref currency, rows);
        if (children.Count > 0 || amount is null or 0)
            return;
        if (role is AmountRole.Unclassified or AmountRole.Other)
            rows.Unknown("amazon transaction/breakdownType", word.Length > 0 ? word : "nothing");
        else
            parts.Add(role, amount.Value);
    }

    private static string Shorten(string id) => id.Length > 100 ? id[^100..] : id;

    private static string? Related(JsonElement document, string name)
    {
        foreach (var identifier in document.Items("relatedIdentifiers"))
        {
            if (identifier.Text("relatedIdentifierName") == name && identifier.Text("relatedIdentifierValue") is { } value)
                return value;
        }
        return null;
    }
}
