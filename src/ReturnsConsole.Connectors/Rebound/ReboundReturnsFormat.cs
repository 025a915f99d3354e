using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Rebound;

/// <summary>
/// A return of the legacy API: the object of returns/get, or that object as <c>return</c> beside what the connection adds to it (<c>currency</c> of its prices,
/// <c>dispositions</c> as entered for the account).
/// </summary>
internal sealed class ReboundReturnsFormat : PayloadFormat
{
    private const string Title_ = "rebound return";

    public override string Name => "rebound-returns";

    public override FileFormat Format => FileFormat.ReboundReturnDocuments;

    public override string Title => "Rebound returns";

    internal static readonly HashSet<string> Personal = new(StringComparer.Ordinal)
    {
        "name", "company_name", "email", "phone", "addr1", "addr2", "addr3", "city", "zip", "state",
        "contact_name", "contact_email", "contact_phone", "label",
    };

    public override IReadOnlyCollection<string> PersonalFields => Personal;

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var wrapped = document.Child("return");
        var fields = new JsonFields(wrapped.ValueKind == JsonValueKind.Object ? wrapped : document, rows, Title_);
        var currency = document.TextOf("currency");
        var head = Head(fields, rows);
        var items = fields.Element.Child("item");
        if (!fields.Ok)
            return;
        if (items.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object) || (items.ValueKind == JsonValueKind.Array && items.GetArrayLength() == 0))
        {
            fields.Reject("item", "nothing", "at least one item");
            return;
        }
        var table = Table(document.Child("dispositions"));
        var ids = new ReboundItemIds();
        var at = 0;
        foreach (var item in items.Each())
            Item(new JsonFields(item, rows, Title_, $"item[{at++}]."), head, ids, currency, table, rows);
    }

    /// <summary>What all items of the return share.</summary>
    private static PlatformReturnRow Head(JsonFields fields, PayloadRows rows)
    {
        var status = fields.Text("current_tracking_status", 255);
        var told = fields.Utc("tracking_last_update");
        var milestone = status is null ? ReboundMilestone.Unknown : ReboundWords.MilestoneOf(status);
        if (status is not null && milestone == ReboundMilestone.Unknown)
            fields.Unknown("current_tracking_status", status);
        var added = fields.Utc("date_added");
        return new PlatformReturnRow
        {
            Row = default,
            Platform = ReboundWords.Platform,
            ReturnId = fields.Needed("id", "the id of the return", 60),
            ItemId = "",
            DisplayId = fields.Text("display_id"),
            OrderId = fields.Text("order_reference", 50),
            RmaId = fields.Text("external_id"),
            Quantity = 0,
            Status = status,
            Carrier = fields.Text("carrier", 60),
            TrackingId = fields.Text("tracking", 60),
            RegisteredUtc = added,
            FirstScanUtc = milestone == ReboundMilestone.FirstScan ? told : null,
            AtHubUtc = milestone == ReboundMilestone.AtHub ? told : null,
            DeliveredUtc = milestone == ReboundMilestone.Delivered ? told : null,
            UpdatedUtc = told ?? added,
        };
    }

    private static void Item(JsonFields item, PlatformReturnRow head, ReboundItemIds ids, string? currency, Dictionary<string, string> table, PayloadRows rows)
    {
        var sku = item.Text("sku_code");
        var quantity = item.Pieces("quantity", 1);
        var disposition = item.Word("final_disposition", [.. ReboundWords.Dispositions, .. table.Keys], 60);
        var reason = item.Element.Child("reason").Each().FirstOrDefault();
        var why = new JsonFields(reason, rows, Title_, "reason.");
        var row = head with
        {
            ItemId = ids.Next(sku),
            Sku = sku,
            ItemName = Short(item.Text("sku_desc", 2000)),
            Quantity = quantity,
            ReasonCode = why.Text("reason"),
            Wish = why.Word("wish", ReboundWords.Wishes, 40),
            TrackingId = item.Text("tracking", 60) ?? head.TrackingId,
            FinalDisposition = disposition,
        };
        if (quantity == 1 && JsonText.IsCurrency(currency) && item.Text("price") is { } price)
        {
            if (JsonText.TryMinor(price, currency!, out var minor))
                row = row with { ValueMinor = minor, Currency = currency };
            else
                item.Unknown("price", price);
        }
        if (!item.Ok || !why.Ok)
            return;
        rows.PlatformReturn(row with { Row = rows.Next() });
        if (disposition is null)
            return;
        if (ReboundWords.DispositionOf(disposition, table) is not { } meant)
            return;
        if (head.UpdatedUtc is { } judged)
            rows.Receipt(new ReceiptRow(rows.Next(), row.OrderId, row.RmaId, sku, quantity, row.TrackingId, judged, null, meant, ReboundWords.Platform, Reference(row)));
        else
            item.Unknown("final_disposition without any time", disposition);
    }

    /// <summary>The same for the polled return and the pushed event, so that one corrects the other and never adds to it.</summary>
    public static string Reference(PlatformReturnRow row)
    {
        var reference = $"{row.ReturnId}/{row.ItemId}";
        return reference.Length <= 100 ? reference : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(reference)));
    }

    public static string? Short(string? name) => name is { Length: > 500 } ? name[..500] : name;

    private static Dictionary<string, string> Table(JsonElement table)
    {
        var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (table.ValueKind != JsonValueKind.Object)
            return words;
        foreach (var entry in table.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.String)
                words[entry.Name] = entry.Value.GetString()!;
        }
        return words;
    }
}
