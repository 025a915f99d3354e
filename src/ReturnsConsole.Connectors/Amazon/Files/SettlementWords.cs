using System.Runtime.CompilerServices;
using System.Text;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>
/// Amazon's words for settlement lines in ours. The vocabulary is open: a word not known here stays <c>Unclassified</c> and its amount still counts.
/// Answers are remembered, so each wording is looked at once per file.
/// </summary>
internal sealed class SettlementWords
{
    private const int MostRemembered = 4096;
    private readonly Dictionary<ulong, (SettlementLineKind, AmountRole)> _remembered = [];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (SettlementLineKind Kind, AmountRole Role) Classify(ReadOnlySpan<byte> transaction, ReadOnlySpan<byte> type, ReadOnlySpan<byte> description)
    {
        var key = RowHash.Text(RowHash.Text(RowHash.Text(1, transaction), type), description);
        if (_remembered.TryGetValue(key, out var answer))
            return answer;
        var (t, a, d) = (Key(transaction), Key(type), Key(description));
        answer = (KindOf(t, a, d), RoleOf(t, a, d));
        if (_remembered.Count < MostRemembered)
            _remembered.Add(key, answer);
        return answer;
    }

    public static bool IsWithheldTax(ReadOnlySpan<byte> description) => IsWithheldTax(Key(description));

    /// <param name="t">transaction-type, letters and digits only, lower case; likewise the others.</param>
    /// <param name="a">amount-type.</param>
    /// <param name="d">amount-description.</param>
    private static SettlementLineKind KindOf(string t, string a, string d)
    {
        if (IsCarryOver(t) || IsCarryOver(d))
            return SettlementLineKind.CarryOver;
        if (t.Contains("retrocharge", StringComparison.Ordinal))
            return SettlementLineKind.Retrocharge;
        if (t.Contains("chargeback", StringComparison.Ordinal))
            return SettlementLineKind.Chargeback;
        if (t.StartsWith("atozguarantee", StringComparison.Ordinal) || t.StartsWith("guaranteeclaim", StringComparison.Ordinal))
            return SettlementLineKind.GuaranteeClaim;
        if (a is "costofadvertising" || d is "costofadvertising" || t is "costofadvertising" or "advertising")
            return SettlementLineKind.Advertising;
        if (IsReimbursement(a) || IsReimbursement(d) || IsReimbursement(t))
            return SettlementLineKind.Reimbursement;
        return t switch
        {
            "order" => SettlementLineKind.Order,
            "refund" => SettlementLineKind.Refund,
            "servicefee" or "subscriptionfee" or "storagefee" => SettlementLineKind.ServiceFee,
            "adjustment" => SettlementLineKind.Adjustment,
            "transfer" or "disbursement" => SettlementLineKind.Transfer,
            "liquidations" or "liquidationsadjustments" => SettlementLineKind.Other,
            "othertransaction" when IsServiceFee(d) => SettlementLineKind.ServiceFee,
            _ when IsServiceFee(t) => SettlementLineKind.ServiceFee,
            _ => SettlementLineKind.Unclassified,
        };
    }

    private static AmountRole RoleOf(string t, string a, string d)
    {
        if (a is "itemwithheldtax" || IsWithheldTax(d))
            return AmountRole.WithheldTax;
        switch (a)
        {
            case "itemprice":
                return PriceRole(d);
            case "promotion":
                return AmountRole.Promotion;
            case "itemfees" or "shipmentfee" or "orderfee" or "shipmentfees" or "orderfees" or "miscfee" or "otherfee" or "costofadvertising":
                return AmountRole.Fee;
            case "directpayment":
                return AmountRole.Other;
        }

        if (IsServiceFee(d) || IsServiceFee(t))
            return AmountRole.Fee;
        return IsCarryOver(t) || IsCarryOver(d) || IsReimbursement(a) || IsReimbursement(d) || IsReimbursement(t) || t is "transfer" or "disbursement" or "adjustment"
            ? AmountRole.Other
            : AmountRole.Unclassified;
    }

    private static AmountRole PriceRole(string d) => d switch
    {
        "principal" => AmountRole.Principal,
        "tax" or "producttax" => AmountRole.Tax,
        "shipping" or "shippingcharge" => AmountRole.Shipping,
        "shippingtax" => AmountRole.ShippingTax,
        "giftwrap" => AmountRole.GiftWrap,
        "giftwraptax" => AmountRole.GiftWrapTax,
        "goodwill" => AmountRole.Goodwill,
        "restockingfee" => AmountRole.RestockingFee,
        "returnshipping" => AmountRole.ReturnShipping,
        "promotion" => AmountRole.Promotion,
        "codfee" or "cod" or "codtax" or "exportcharge" or "surcharge" or "discount" or "taxdiscount" or "paymentmethodfee"
            or "genericdeduction" or "restockingfeetax" or "freereplacementreturnshipping" => AmountRole.OtherBuyer,
        _ => AmountRole.Unclassified,
    };

    private static bool IsWithheldTax(string d) =>
        d.StartsWith("marketplacefacilitator", StringComparison.Ordinal) || d.StartsWith("lowvaluegoodstax", StringComparison.Ordinal);

    private static bool IsCarryOver(string word) =>
        word is "payabletoamazon" or "successfulcharge" or "currentreserveamount" or "previousreserveamountbalance";

    private static bool IsServiceFee(string word) =>
        word is "storagefee" or "subscriptionfee" or "storagerenewalbilling" or "fbalongtermstoragefee" or "removalcomplete" or "disposalcomplete"
            or "fbastoragefee" or "fbainboundtransportationfee" or "inboundtransportationfee" or "fbatransportationfee";

    private static bool IsReimbursement(string word) =>
        word is "fbainventoryreimbursement" or "safetreimbursement" or "reversalreimbursement" or "warehousedamage" or "warehouselost" or "missingfrominbound"
            or "compensatedclawback" or "freereplacementrefunditems" or "inboundcarrierdamage" or "removalorderlost";

    private static string Key(ReadOnlySpan<byte> text) => HeaderMap.Normalise(Encoding.UTF8.GetString(text));
}
