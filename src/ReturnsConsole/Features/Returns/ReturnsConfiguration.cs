using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Returns;

internal sealed class ReturnsConfiguration : IEntityTypeConfiguration<OrderLine>, IEntityTypeConfiguration<ReturnItem>, IEntityTypeConfiguration<GoodsReceipt>
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
        builder.HasIndex(o => o.CancelWantedAt).HasDatabaseName("IX_OrderLines_CancelWanted").HasFilter("CancelWantedAt IS NOT NULL");
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
        builder.HasIndex(r => new { r.Channel, r.RequestedAt }).HasDatabaseName("IX_ReturnItems_ByRequest").HasFilter("Channel = 0");
        builder.HasIndex(r => r.RequestedAt).HasDatabaseName("IX_ReturnItems_ByPlatformRequest").HasFilter("Channel >= 2");
        builder.HasIndex(r => new { r.Channel, r.DeliveredAt }).HasDatabaseName("IX_ReturnItems_ByAmazonReceipt").HasFilter("Channel = 1");
        builder.HasIndex(r => r.TrackingId).HasDatabaseName("IX_ReturnItems_ByTracking").HasFilter("TrackingId <> ''");
        builder.HasIndex(r => r.RmaId).HasDatabaseName("IX_ReturnItems_ByRma").HasFilter("RmaId <> ''");
        builder.HasIndex(r => r.PlatformReturnId).HasDatabaseName("IX_ReturnItems_OfPlatformReturn").HasFilter("PlatformReturnId <> ''");
        builder.HasIndex(r => r.MerchantRmaId).HasDatabaseName("IX_ReturnItems_ByMerchantRma").HasFilter("MerchantRmaId <> ''");
        builder.HasIndex(r => r.LabelId).HasDatabaseName("IX_ReturnItems_ByLabel").HasFilter("LabelId <> ''");
        // Holds all that the list of unmapped codes shows of the returns that wait, so that it is read from the index alone.
        builder.HasIndex(r => new { r.Channel, r.ReasonCode, r.AccountId, r.Currency, r.RequestedAt, r.DeliveredAt, r.OrderAmount }).HasDatabaseName("IX_ReturnItems_Quarantined").HasFilter("Mapping = 1");
        builder.HasIndex(r => r.LicensePlate).HasDatabaseName("IX_ReturnItems_ByLicensePlate").HasFilter("LicensePlate <> ''");
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
        builder.HasIndex(r => r.ReceivedAt).HasDatabaseName("IX_GoodsReceipts_ByTime");
        builder.HasIndex(r => new { r.Disposition, r.Grade, r.ReceivedAt }).HasDatabaseName("IX_GoodsReceipts_ToGrade").HasFilter("Disposition <= 1");
        builder.HasIndex(r => r.TrackingId).HasDatabaseName("IX_GoodsReceipts_ByTracking").HasFilter("TrackingId <> ''");
        builder.HasIndex(r => r.RmaId).HasDatabaseName("IX_GoodsReceipts_ByRma").HasFilter("RmaId <> ''");
    }
}
