using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Returns;

internal sealed class ReturnsConfiguration : IEntityTypeConfiguration<OrderLine>, IEntityTypeConfiguration<ReturnItem>, IEntityTypeConfiguration<GoodsReceipt>,
    IEntityTypeConfiguration<ReasonCodeMapping>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.Property(o => o.OrderId).HasMaxLength(50);
        builder.Property(o => o.MerchantOrderId).HasMaxLength(50);
        builder.Property(o => o.Sku).HasMaxLength(100);
        builder.Property(o => o.OrderItemId).HasMaxLength(50);
        builder.Property(o => o.Asin).HasMaxLength(20);
        builder.Property(o => o.ItemName).HasMaxLength(500);
        builder.Property(o => o.Currency).HasMaxLength(3);
        builder.Property(o => o.Status).HasMaxLength(40);
        builder.Property(o => o.FulfilledBy).HasMaxLength(20);
        builder.Property(o => o.Marketplace).HasMaxLength(20);
        builder.HasIndex(o => new { o.OrderKey, o.AccountId, o.OrderId, o.Sku, o.Occurrence }).IsUnique().HasDatabaseName("UX_OrderLines_OfOrder");
        builder.HasIndex(o => o.MerchantOrderId).HasDatabaseName("IX_OrderLines_ByAlias").HasFilter("MerchantOrderId <> ''");
    }

    public void Configure(EntityTypeBuilder<ReturnItem> builder)
    {
        builder.Property(r => r.NaturalKey).HasMaxLength(250);
        builder.Property(r => r.OrderId).HasMaxLength(50);
        builder.Property(r => r.RmaId).HasMaxLength(100);
        builder.Property(r => r.Sku).HasMaxLength(100);
        builder.Property(r => r.OrderItemId).HasMaxLength(50);
        builder.Property(r => r.Asin).HasMaxLength(20);
        builder.Property(r => r.ItemName).HasMaxLength(500);
        builder.Property(r => r.ReasonCode).HasMaxLength(100);
        builder.Property(r => r.Currency).HasMaxLength(3);
        builder.Property(r => r.TrackingId).HasMaxLength(60);
        builder.Property(r => r.Marketplace).HasMaxLength(20);
        builder.Property(r => r.PlatformReturnId).HasMaxLength(60);
        builder.Property(r => r.Wish).HasMaxLength(40);
        builder.Property(r => r.Flow).HasMaxLength(40);
        builder.Property(r => r.LabelId).HasMaxLength(60);
        builder.Property(r => r.ShipmentId).HasMaxLength(60);
        builder.Property(r => r.FinalDisposition).HasMaxLength(60);
        builder.HasIndex(r => new { r.AccountId, r.Channel, r.Id }).HasDatabaseName("IX_ReturnItems_StillOpen").HasFilter("Channel >= 2 AND ProcessedAt IS NULL AND CancelledAt IS NULL");
        builder.HasIndex(r => new { r.NaturalKey, r.AccountId, r.Channel }).IsUnique().HasDatabaseName("UX_ReturnItems_Identity");
        builder.HasIndex(r => r.OrderKey).HasDatabaseName("IX_ReturnItems_OfOrder");
        builder.HasIndex(r => r.TrackingId).HasDatabaseName("IX_ReturnItems_ByTracking").HasFilter("TrackingId <> ''");
        builder.HasIndex(r => r.RmaId).HasDatabaseName("IX_ReturnItems_ByRma").HasFilter("RmaId <> ''");
        builder.HasIndex(r => r.MerchantRmaId).HasDatabaseName("IX_ReturnItems_ByMerchantRma").HasFilter("MerchantRmaId <> ''");
        builder.HasIndex(r => r.LabelId).HasDatabaseName("IX_ReturnItems_ByLabel").HasFilter("LabelId <> ''");
        builder.HasIndex(r => r.PlatformReturnId).HasDatabaseName("IX_ReturnItems_ByPlatformReturn").HasFilter("PlatformReturnId <> ''");
        builder.HasIndex(r => r.LicensePlate).HasDatabaseName("IX_ReturnItems_ByLicensePlate").HasFilter("LicensePlate <> ''");
        builder.HasIndex(r => r.ReasonCode).HasDatabaseName("IX_ReturnItems_ByQuarantinedReason").HasFilter("Mapping = 1");
    }

    public void Configure(EntityTypeBuilder<GoodsReceipt> builder)
    {
        builder.Property(r => r.NaturalKey).HasMaxLength(250);
        builder.Property(r => r.OrderId).HasMaxLength(50);
        builder.Property(r => r.RmaId).HasMaxLength(100);
        builder.Property(r => r.Sku).HasMaxLength(100);
        builder.Property(r => r.TrackingId).HasMaxLength(60);
        builder.Property(r => r.Source).HasMaxLength(60);
        builder.Property(r => r.Reference).HasMaxLength(100);
        builder.HasIndex(r => new { r.NaturalKey, r.AccountId }).IsUnique().HasDatabaseName("UX_GoodsReceipts_Identity");
        builder.HasIndex(r => r.OrderKey).HasDatabaseName("IX_GoodsReceipts_OfOrder");
        builder.HasIndex(r => r.TrackingId).HasDatabaseName("IX_GoodsReceipts_ByTracking").HasFilter("TrackingId <> ''");
        builder.HasIndex(r => r.RmaId).HasDatabaseName("IX_GoodsReceipts_ByRma").HasFilter("RmaId <> ''");
    }

    public void Configure(EntityTypeBuilder<ReasonCodeMapping> builder)
    {
        builder.Property(m => m.SourceSystem).HasMaxLength(40);
        builder.Property(m => m.Code).HasMaxLength(100);
        builder.HasIndex(m => new { m.SourceSystem, m.Code }).IsUnique().HasDatabaseName("UX_ReasonCodeMappings_Code");
    }
}
