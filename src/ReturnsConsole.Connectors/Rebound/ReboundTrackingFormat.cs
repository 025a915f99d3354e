using System.Text.Json;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;

namespace ReturnsConsole.Connectors.Rebound;

/// <summary>A parcel of the legacy API's tracking/get: one row for the whole parcel with the milestones its track names. It knows no items.</summary>
internal sealed class ReboundTrackingFormat : PayloadFormat
{
    public override string Name => "rebound-tracking";

    public override FileFormat Format => FileFormat.ReboundTrackingDocuments;

    public override string Title => "Rebound tracking";

    public override void Read(JsonElement document, PayloadRows rows)
    {
        var fields = new JsonFields(document, rows, "rebound tracking");
        var code = fields.Needed("tracking_code", "the tracking number", 53);
        var order = fields.Text("order_reference", 50);
        var carrier = fields.Text("carrier_name", 60);
        var pallet = fields.Text("pallet_number", 60);
        var first = new Dictionary<ReboundMilestone, DateTime>();
        DateTime? last = null;
        string? status = null;
        var strange = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var step in document.Child("track").Each())
        {
            var one = new JsonFields(step, rows, "rebound tracking", "track.");
            if (one.Text("status", 255) is not { } word)
                continue;
            var milestone = ReboundWords.MilestoneOf(word);
            if (milestone == ReboundMilestone.Unknown && strange.Add(word))
                one.Unknown("status", word);
            if (one.Utc("dt") is not { } at)
                continue;
            if (last is null || at > last || (at == last && string.CompareOrdinal(word, status) > 0))
                (last, status) = (at, word);
            if (milestone != ReboundMilestone.Unknown && (!first.TryGetValue(milestone, out var before) || at < before))
                first[milestone] = at;
        }
        if (!fields.Ok)
            return;
        rows.PlatformReturn(new PlatformReturnRow
        {
            Row = rows.Next(),
            Platform = ReboundWords.Platform,
            ReturnId = $"parcel:{code}",
            ItemId = $"parcel:{code}",
            WholeParcel = true,
            OrderId = order,
            Quantity = 0,
            Status = status,
            Carrier = carrier,
            TrackingId = code,
            ShipmentId = pallet,
            RegisteredUtc = At(ReboundMilestone.Registered),
            FirstScanUtc = At(ReboundMilestone.FirstScan),
            AtHubUtc = At(ReboundMilestone.AtHub),
            DeliveredUtc = At(ReboundMilestone.Delivered),
            UpdatedUtc = last,
        });

        DateTime? At(ReboundMilestone milestone) => first.TryGetValue(milestone, out var at) ? at : null;
    }
}
