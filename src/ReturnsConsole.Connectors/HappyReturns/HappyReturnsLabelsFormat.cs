using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.HappyReturns;

/// <summary>return.label.update: ties an express code to the barcode of a bag. One return can travel in several bags.</summary>
internal sealed class HappyReturnsLabelsFormat : PayloadFormat
{
    private const string Document = "happy-returns label";

    public override string Name => "happy-returns-labels";

    public override FileFormat Format => FileFormat.HappyReturnsLabelDocuments;

    public override string Title => "Happy Returns labels";

    public override IReadOnlyCollection<string> PersonalFields { get; } = HappyReturnsDocuments.Personal;

    public override ReadOnlySpan<byte> IdentityOf(ReadOnlySpan<byte> document) => HappyReturnsDocuments.Identity(document);

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var (delivery, received) = HappyReturnsDocuments.Open(document);
        var items = delivery.Child("items").Each().ToList();
        if (items.Count == 0)
            items.Add(delivery);
        for (var i = 0; i < items.Count; i++)
        {
            var fields = new JsonFields(items[i], rows, Document, items[i].Equals(delivery) ? "" : $"items[{i}].");
            var label = fields.First(54, "labelID", "labelBarcode", "returnBagBarcode");
            if (label is null)
                fields.Reject("labelID", "nothing", "the barcode of the bag");
            var express = fields.First(60, "happyReturnsExpressCode", "expressCode");
            var returnId = fields.Text("happyReturnsReturnID", 60) ?? express;
            if (returnId is null)
                fields.Reject("happyReturnsExpressCode", "nothing", "the express code of the return");
            var order = fields.Text("orderNumber", 50);
            if (!fields.Ok)
                continue;
            rows.PlatformReturn(new PlatformReturnRow
            {
                Row = rows.Next($"{returnId}\n{label}\n{order}"),
                Platform = HappyReturnsDocuments.Platform,
                ReturnId = returnId!,
                ItemId = $"label:{label}",
                WholeParcel = true,
                DisplayId = express,
                OrderId = order,
                Quantity = 0,
                LabelId = label,
                UpdatedUtc = received,
            });
        }
    }
}
