using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Rebound;

/// <summary>An order as ReBound holds it. The shop and Amazon are the masters of orders: it is kept as evidence that the order was handed over, and nothing of it becomes a fact.</summary>
internal sealed class ReboundOrdersFormat : PayloadFormat
{
    public override string Name => "rebound-orders";

    public override FileFormat Format => FileFormat.ReboundOrderDocuments;

    public override string Title => "Rebound orders";

    public override IReadOnlyCollection<string> PersonalFields { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "name", "company_name", "email", "phone", "addr1", "addr2", "addr3", "city", "zip", "state", "contact_name", "contact_email", "contact_phone",
    };

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var fields = new JsonFields(document, rows, "rebound order");
        var reference = fields.Needed("order_reference", "the reference of the order", 50);
        if (fields.Text("currency_code") is { } currency && !JsonText.IsCurrency(currency))
            fields.Unknown("currency_code", currency);
        if (fields.Ok)
            rows.Note($"Rebound knows the order {reference}; its shop is the master of it");
    }
}
