using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Identity of an item within its account.</summary>
internal readonly record struct ItemKey(ReturnChannel Channel, string NaturalKey)
{
    public static ItemKey Of(ReturnSighting sighting) => new(sighting.Channel, sighting.NaturalKey);
}

/// <summary>A platform's row as it is stored: what is compared later must be what the database gives back.</summary>
internal static class SightingRow
{
    public static ReturnSighting Of(PlatformReturnRow row, SourceFile file, int part) => new()
    {
        AccountId = file.AccountId,
        Channel = PlatformReturnFacts.ChannelOf(row.Platform),
        About = row.WholeParcel ? SightingAbout.WaitingParcel : SightingAbout.Item,
        NaturalKey = FactUpserts<ReturnItem>.NaturalKey(row.ReturnId, row.ItemId),
        ReturnId = Text(row.ReturnId, 60),
        DisplayId = Text(row.DisplayId, 200),
        OrderKey = OrderKey.From(row.OrderId),
        OrderId = Text(row.OrderId, 50),
        OrderItemId = Text(row.OrderItemId, 50),
        RmaId = Text(row.RmaId, 100),
        Sku = Text(row.Sku, 100),
        ItemName = Text(row.ItemName, 500),
        Quantity = row.Quantity,
        ReasonCode = Text(row.ReasonCode, 100),
        Status = Text(row.Status, 200),
        Wish = Text(row.Wish, 40),
        Flow = Text(row.Flow, 40),
        Carrier = Text(row.Carrier, 200),
        TrackingId = Text(row.TrackingId, 60),
        LabelId = Text(row.LabelId, 60),
        ShipmentId = Text(row.ShipmentId, 60),
        RegisteredAt = Whole(row.RegisteredUtc),
        FirstScanAt = Whole(row.FirstScanUtc),
        AtHubAt = Whole(row.AtHubUtc),
        ProcessedAt = Whole(row.ProcessedUtc),
        DeliveredAt = Whole(row.DeliveredUtc),
        CancelledAt = Whole(row.CancelledUtc),
        UpdatedAt = Whole(row.UpdatedUtc),
        FinalDisposition = Text(row.FinalDisposition, 60),
        Found = row.Found,
        Amount = row.ValueMinor,
        Currency = Text(row.Currency, 3),
        Hash = row.Row.Hash,
        FileId = file.Id,
        Line = row.Row.Line,
        Part = part,
    };

    private static string Text(string? text, int length) =>
        text is null ? "" : text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static DateTime? Whole(DateTime? at) => at is { } utc ? new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc) : null;
}
