using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Features.Shipments.Unloading;

namespace ReturnsConsole.Features.Shipments;

internal sealed class UnloadingConfiguration : IEntityTypeConfiguration<ConsolidatedShipment>, IEntityTypeConfiguration<ShipmentScan>, IEntityTypeConfiguration<ManifestCode>, IEntityTypeConfiguration<ManifestGap>, IEntityTypeConfiguration<ShipmentTally>
{
    public void Configure(EntityTypeBuilder<ConsolidatedShipment> builder)
    {
        builder.ToTable("ConsolidatedShipments");
        builder.Property(s => s.ShipmentId).HasMaxLength(60);
        builder.Property(s => s.Carrier).HasMaxLength(60);
        builder.Property(s => s.TrackingId).HasMaxLength(60);
        builder.HasIndex(s => new { s.AccountId, s.Channel, s.ShipmentId }).IsUnique().HasDatabaseName("UX_ConsolidatedShipments_Identity");
        builder.HasIndex(s => new { s.State, s.DepartedAt }).HasDatabaseName("IX_ConsolidatedShipments_Work");
    }

    public void Configure(EntityTypeBuilder<ShipmentScan> builder)
    {
        builder.ToTable("ShipmentScans");
        builder.Property(s => s.ItemKey).HasMaxLength(110);
        builder.Property(s => s.ItemId).HasMaxLength(100);
        builder.Property(s => s.OrderId).HasMaxLength(50);
        builder.Property(s => s.RmaId).HasMaxLength(100);
        builder.Property(s => s.Sku).HasMaxLength(100);
        builder.Property(s => s.Note).HasMaxLength(60);
        builder.Property(s => s.Reference).HasMaxLength(150);
        builder.HasIndex(s => s.ScanId).IsUnique().HasDatabaseName("UX_ShipmentScans_Scan");
        // One item counts once per shipment, whoever scans it how often; what was taken back does not count.
        builder.HasIndex(s => new { s.ShipmentPk, s.ItemKey }).IsUnique().HasFilter("UndoneAt IS NULL").HasDatabaseName("UX_ShipmentScans_Item");
        builder.HasIndex(s => new { s.Kind, s.ShipmentPk }).HasFilter("UndoneAt IS NULL AND Kind <> 1").HasDatabaseName("IX_ShipmentScans_Surplus");
        builder.HasIndex(s => new { s.ItemId, s.AccountId }).HasDatabaseName("IX_ShipmentScans_Elsewhere");
        builder.HasIndex(s => s.Receipt).HasFilter("Receipt IN (1, 3)").HasDatabaseName("IX_ShipmentScans_ReceiptDue");
    }

    public void Configure(EntityTypeBuilder<ManifestCode> builder)
    {
        builder.ToTable("ManifestCodes");
        builder.Property(c => c.Value).HasMaxLength(60);
        builder.HasKey(c => new { c.ShipmentPk, c.Value, c.Kind, c.ManifestItemId });
        builder.HasIndex(c => new { c.Value, c.Kind }).HasDatabaseName("IX_ManifestCodes_AnyShipment");
    }

    public void Configure(EntityTypeBuilder<ManifestGap> builder)
    {
        builder.ToTable("ManifestGaps");
        builder.HasKey(g => new { g.ShipmentPk, g.ManifestItemId });
    }

    public void Configure(EntityTypeBuilder<ShipmentTally> builder)
    {
        builder.ToTable("ShipmentTallies");
        builder.HasKey(t => new { t.ShipmentPk, t.ActorId });
    }
}
