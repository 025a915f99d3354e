using System.Text;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Files;

/// <summary>Checks one item of the XML returns report and hands it out, with the same bounds as the flat file.</summary>
internal sealed class ReturnsXmlRow
{
    private const int MostRaw = 16 * 1024;

    private static readonly (string Name, int Most)[] Bounds =
    [
        ("order_id", 50), ("amazon_rma_id", 100), ("merchant_rma_id", 100), ("tracking_id", 60), ("asin", 100), ("merchant_sku", 100), ("order_item_id", 100),
    ];

    /// <summary>Elements that mean the same as a column of the flat report have its name, so that the hash says what the row is.</summary>
    private static readonly HashSet<string> Amounts = ["refund_amount", "label_cost", "order_amount"];
    private static readonly HashSet<string> Dates = ["order_date", "return_request_date"];

    private readonly XmlReturn _details;
    private readonly int _item;
    private readonly NumberCulture _numbers;
    private readonly IPartnerFileSink? _sink;
    private readonly Dictionary<string, string> _values;
    private readonly long _line;

    private ReturnsXmlRow(XmlReturn details, int item, NumberCulture numbers, IPartnerFileSink? sink)
    {
        (_details, _item, _numbers, _sink) = (details, item, numbers, sink);
        _line = item < details.Items.Count ? details.Items[item].Line : details.Line;
        _values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in details.Cells(item))
            _values.TryAdd(name, value);
    }

    public static void Take(XmlReturn details, int item, NumberCulture numbers, IPartnerFileSink sink) => new ReturnsXmlRow(details, item, numbers, sink).Take();

    public static long HashOf(XmlReturn details, int item, NumberCulture numbers) => new ReturnsXmlRow(details, item, numbers, null).Hash();

    public static bool IsAmount(string name) => Amounts.Contains(name);

    private void Take()
    {
        foreach (var (name, most) in Bounds)
        {
            if (Text(name) is { } id && id.Length > most)
            {
                Reject(name, Refusals.Text($"at most {most} characters"));
                return;
            }
        }

        if (!TryWhole("return_quantity", 1, out var quantity))
            return;
        if (quantity is null)
        {
            Reject("return_quantity", "how many units come back, a whole number from 1");
            return;
        }

        var currency = Text("currency_code");
        if (currency is not null && !Currencies.IsCode(Encoding.UTF8.GetBytes(currency)))
        {
            Reject("currency_code", "a currency code of three capital letters such as EUR");
            return;
        }

        if (!TryWhole("order_quantity", 0, out var ordered)
            || !TryAmount("label_cost", currency, out var label) || !TryAmount("order_amount", currency, out var amount) || !TryAmount("refund_amount", currency, out var refunded)
            || !TryDate("order_date", out var orderedAt) || !TryDate("return_request_date", out var requested))
            return;
        _sink!.Return(new ReturnRow
        {
            Row = new RowRef(_line, Hash()),
            OrderId = Text("order_id"),
            OrderedUtc = orderedAt,
            RequestedUtc = requested,
            RequestStatus = Text("return_request_status"),
            AmazonRmaId = Text("amazon_rma_id"),
            MerchantRmaId = Text("merchant_rma_id"),
            LabelType = Text("label_type"),
            LabelCostMinor = label,
            Currency = currency,
            Carrier = Text("return_carrier"),
            TrackingId = Text("tracking_id"),
            LabelPaidBy = Text("label_to_be_paid_by"),
            AToZClaim = Flag("a_to_z_claim"),
            IsPrime = Flag("is_prime"),
            Asin = Text("asin"),
            Sku = Text("merchant_sku"),
            ItemName = Text("item_name"),
            Quantity = quantity.Value,
            ReasonCode = Text("return_reason_code"),
            InPolicy = Flag("in_policy"),
            ReturnType = Text("return_type"),
            Resolution = Text("resolution"),
            InvoiceNumber = Text("invoice_number"),
            OrderAmountMinor = amount,
            OrderQuantity = ordered,
            RefundedMinor = refunded,
            Category = Text("category"),
            OrderItemId = Text("order_item_id"),
        });
    }

    private string? Text(string name) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private bool? Flag(string name) => Text(name)?.ToUpperInvariant() switch { "Y" or "TRUE" or "YES" => true, "N" or "FALSE" or "NO" => false, _ => null };

    private bool TryWhole(string name, int least, out int? number)
    {
        number = null;
        if (Text(name) is not { } text)
            return true;
        if (!NumberText.TryCount(Encoding.UTF8.GetBytes(text), out var value) || value < least)
            return Reject(name, Refusals.Text($"a whole number from {least}"));
        number = value;
        return true;
    }

    private bool TryAmount(string name, string? currency, out long? minor)
    {
        minor = null;
        if (Text(name) is not { } text)
            return true;
        if (currency is null)
        {
            // Without a label there is no currency_code; a zero needs none.
            return text.AsSpan().IndexOfAnyExcept("0.,") < 0 || Reject(name, "a currency_code with the amount: the return names none");
        }

        if (!NumberText.TryMinor(Encoding.UTF8.GetBytes(text), _numbers, Currencies.Exponent(currency), out var value))
            return Reject(name, $"an amount in {currency} as in the rest of the file");
        minor = value;
        return true;
    }

    private bool TryDate(string name, out DateTime? utc)
    {
        utc = null;
        if (Text(name) is not { } text)
            return true;
        if (!DateText.TryRead(Encoding.UTF8.GetBytes(text), DateOrder.Unambiguous, out var value, out _))
            return Reject(name, "an ISO date and time such as 2026-08-12T14:05:00Z");
        utc = value;
        return true;
    }

    private long Hash()
    {
        ulong hash = 0;
        foreach (var (name, value) in _values)
        {
            var text = Encoding.UTF8.GetBytes(value);
            var seed = RowHash.Seed(HeaderMap.Normalise(name));
            if (text.Length == 0)
                continue;
            if (Amounts.Contains(name) && NumberText.TryRead(text, _numbers, out var mantissa, out var scale, out _))
                hash += RowHash.Value(seed, mantissa, scale);
            else if (Dates.Contains(name) && DateText.TryRead(text, DateOrder.Unambiguous, out var utc, out _))
                hash += RowHash.Value(seed, utc.Ticks);
            else
                hash += RowHash.Text(seed, text);
        }

        return (long)hash;
    }

    private bool Reject(string name, string expected)
    {
        var raw = _details.Raw(_item);
        _sink!.Rejected(new RejectedRow(_line, name, Text(name) is { } found ? Refusals.Show(found) : "nothing", expected, raw.Length > MostRaw ? raw[..MostRaw] : raw));
        return false;
    }
}
