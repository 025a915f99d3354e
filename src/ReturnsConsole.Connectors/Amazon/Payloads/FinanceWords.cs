using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Payloads;

/// <summary>
/// Amazon's words for parts of an amount in ours: the charge types of Finances v0 and the breakdown types of 2024-06-19. Unclassified is what is not known,
/// Other what only groups. The vocabulary is open.
/// </summary>
internal static class FinanceWords
{
    /// <param name="word">As Amazon writes it.</param>
    /// <param name="within">Role of the group it stands in: "Base" within shipping is shipping.</param>
    public static AmountRole RoleOf(string word, AmountRole within)
    {
        var w = HeaderMap.Normalise(word);
        if (within is AmountRole.Fee or AmountRole.WithheldTax or AmountRole.Promotion)
            return within;
        if (w.StartsWith("marketplacefacilitator", StringComparison.Ordinal) || w.StartsWith("lowvaluegoods", StringComparison.Ordinal) || w.Contains("withheld", StringComparison.Ordinal))
            return AmountRole.WithheldTax;
        return w switch
        {
            "principal" or "ourpriceprincipal" or "productcharges" or "itemprice" => within is AmountRole.Unclassified or AmountRole.Other ? AmountRole.Principal : within,
            "tax" or "ourpricetax" or "producttax" or "basetax" => AmountRole.Tax,
            "shipping" or "shippingcharge" or "shippingcharges" or "shippingprincipal" => AmountRole.Shipping,
            "shippingtax" => AmountRole.ShippingTax,
            "giftwrap" or "giftwrapprincipal" or "giftwrapcharge" or "giftwrapcharges" => AmountRole.GiftWrap,
            "giftwraptax" => AmountRole.GiftWrapTax,
            "goodwill" or "goodwillprincipal" => AmountRole.Goodwill,
            "goodwilltax" => AmountRole.Tax,
            "restockingfee" or "restockingdeduction" or "restockingdeductionprincipal" => AmountRole.RestockingFee,
            "restockingfeetax" or "restockingdeductiontax" => AmountRole.OtherBuyer,
            "returnshipping" or "returnshippingprincipal" => AmountRole.ReturnShipping,
            "returnshippingtax" => AmountRole.Tax,
            "promotion" or "promotions" or "promo" or "promorebates" or "promotionalrebates" or "ourpricediscount" or "shippingdiscount" or "giftwrapdiscount" or "discount" or "discounts" => AmountRole.Promotion,
            "ourpricetaxdiscount" or "shippingtaxdiscount" or "taxdiscount" => AmountRole.Tax,
            "exportcharge" or "surcharge" or "paymentmethodfee" or "genericdeduction" or "freereplacementreturnshipping" or "cod" or "codtax" or "codfee"
                or "coditemcharge" or "codshippingcharge" or "codorcharge" or "codordercharge" or "coditemtaxcharge" or "codshippingtaxcharge" or "codordertaxcharge" => AmountRole.OtherBuyer,
            "base" => within,
            "sales" or "refundedsales" or "expenses" or "refundedexpenses" or "charges" or "refunds" or "refund" or "other" => AmountRole.Other,
            _ when IsFee(w) => AmountRole.Fee,
            _ => within is AmountRole.Unclassified or AmountRole.Other ? AmountRole.Unclassified : within,
        };
    }

    /// <summary>What a transaction is, by its type; Unclassified when the type is not known.</summary>
    public static SettlementLineKind KindOf(string type)
    {
        var w = HeaderMap.Normalise(type);
        if (w.Contains("chargeback", StringComparison.Ordinal) || w is "chargerefund")
            return SettlementLineKind.Chargeback;
        if (w.Contains("guarantee", StringComparison.Ordinal) || w.Contains("atoz", StringComparison.Ordinal))
            return SettlementLineKind.GuaranteeClaim;
        if (w.Contains("retrocharge", StringComparison.Ordinal))
            return SettlementLineKind.Retrocharge;
        return w switch
        {
            "refund" => SettlementLineKind.Refund,
            "shipment" or "order" or "shipmentsettle" => SettlementLineKind.Order,
            "servicefee" or "subscriptionfee" => SettlementLineKind.ServiceFee,
            "adjustment" or "miscellaneousledgeradjustment" => SettlementLineKind.Adjustment,
            "transfer" or "disbursement" or "debtrecovery" or "capacityreservationbilling" => SettlementLineKind.Transfer,
            "fbainventoryreimbursement" or "safetreimbursement" or "reimbursement" => SettlementLineKind.Reimbursement,
            "productadspayment" => SettlementLineKind.Advertising,
            "removalshipment" or "removalshipmentadjustment" or "liquidations" or "couponpayment" or "sellerdealpayment" or "loanservicing" or "imagingservicesfee"
                or "paywithamazon" or "rentaltransaction" or "networkcomminglingtransaction" or "trialshipment" or "tds" or "tdsreimbursement" or "taxwithholding" => SettlementLineKind.Other,
            _ => SettlementLineKind.Unclassified,
        };
    }

    private static bool IsFee(string w) =>
        w.Contains("fee", StringComparison.Ordinal) || w.Contains("commission", StringComparison.Ordinal) || w.EndsWith("chargeback", StringComparison.Ordinal)
        || w is "advertising" or "subscription" or "costofadvertising" or "closing" or "pointsgranted" or "pointsreturned" or "costofpointsreturned";
}
