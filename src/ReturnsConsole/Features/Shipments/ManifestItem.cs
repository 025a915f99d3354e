using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Shipments;

/// <summary>One item that a hub says it put on a consolidated shipment to us.</summary>
public sealed class ManifestItem
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    public required ReturnChannel Channel { get; init; }

    /// <summary>Identity within account and channel: shipment and item.</summary>
    public required string NaturalKey { get; init; }

    public required long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    public required string ShipmentId { get; init; }

    public required string ItemId { get; init; }

    public string PlatformReturnId { get; init; } = "";

    public string OrderItemId { get; init; } = "";

    public string RmaId { get; init; } = "";

    public string Sku { get; init; } = "";

    public int Quantity { get; init; }

    public string Carrier { get; init; } = "";

    public string TrackingId { get; init; } = "";

    public string PalletNumber { get; init; } = "";

    public string BoxBarcode { get; init; } = "";

    public string LabelId { get; init; } = "";

    public DateTime? DepartedAt { get; init; }

    /// <summary>What the hub said of the item, as it came.</summary>
    public string InspectionOutcome { get; init; } = "";

    public long Hash { get; init; }

    public int FileId { get; init; }

    public long Line { get; init; }
}

internal sealed class ShipmentsConfiguration : IEntityTypeConfiguration<ManifestItem>
{
    public void Configure(EntityTypeBuilder<ManifestItem> builder)
    {
        builder.ToTable("ManifestItems");
        builder.Property(m => m.NaturalKey).HasMaxLength(250);
        builder.Property(m => m.OrderId).HasMaxLength(50);
        builder.Property(m => m.ShipmentId).HasMaxLength(60);
        builder.Property(m => m.ItemId).HasMaxLength(100);
        builder.Property(m => m.PlatformReturnId).HasMaxLength(60);
        builder.Property(m => m.OrderItemId).HasMaxLength(50);
        builder.Property(m => m.RmaId).HasMaxLength(100);
        builder.Property(m => m.Sku).HasMaxLength(100);
        builder.Property(m => m.Carrier).HasMaxLength(60);
        builder.Property(m => m.TrackingId).HasMaxLength(60);
        builder.Property(m => m.PalletNumber).HasMaxLength(60);
        builder.Property(m => m.BoxBarcode).HasMaxLength(60);
        builder.Property(m => m.LabelId).HasMaxLength(60);
        builder.Property(m => m.InspectionOutcome).HasMaxLength(60);
        builder.HasIndex(m => new { m.NaturalKey, m.AccountId, m.Channel }).IsUnique().HasDatabaseName("UX_ManifestItems_Identity");
        builder.HasIndex(m => new { m.AccountId, m.ShipmentId }).HasDatabaseName("IX_ManifestItems_OfShipment");
        builder.HasIndex(m => m.OrderKey).HasDatabaseName("IX_ManifestItems_OfOrder");
    }
}
