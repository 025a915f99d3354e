using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Settlements;

internal sealed class SettlementsConfiguration : IEntityTypeConfiguration<Settlement>, IEntityTypeConfiguration<SettlementLine>, IEntityTypeConfiguration<RefundSighting>,
    IEntityTypeConfiguration<Reimbursement>
{
    public void Configure(EntityTypeBuilder<Settlement> builder)
    {
        builder.Property(s => s.SettlementId).HasMaxLength(50);
        builder.Property(s => s.Currency).HasMaxLength(3);
        builder.HasIndex(s => new { s.AccountId, s.SettlementId }).IsUnique().HasDatabaseName("UX_Settlements_Identity");
        builder.HasIndex(s => new { s.AccountId, s.Currency, s.StartAt }).HasDatabaseName("IX_Settlements_Chain");
    }

    public void Configure(EntityTypeBuilder<SettlementLine> builder)
    {
        builder.Property(l => l.TransactionType).HasMaxLength(60);
        builder.Property(l => l.OrderId).HasMaxLength(50);
        builder.Property(l => l.MerchantOrderId).HasMaxLength(50);
        builder.Property(l => l.AdjustmentId).HasMaxLength(100);
        builder.Property(l => l.ShipmentId).HasMaxLength(60);
        builder.Property(l => l.Marketplace).HasMaxLength(60);
        builder.Property(l => l.AmountType).HasMaxLength(100);
        builder.Property(l => l.AmountDescription).HasMaxLength(200);
        builder.Property(l => l.OrderItemCode).HasMaxLength(50);
        builder.Property(l => l.MerchantOrderItemId).HasMaxLength(100);
        builder.Property(l => l.MerchantAdjustmentItemId).HasMaxLength(100);
        builder.Property(l => l.Sku).HasMaxLength(100);
        builder.Property(l => l.PromotionId).HasMaxLength(100);
        builder.HasIndex(l => l.OrderKey).HasDatabaseName("IX_SettlementLines_OfOrder");
        builder.HasIndex(l => new { l.SettlementPk, l.Id }).HasDatabaseName("IX_SettlementLines_OfSettlement");
        builder.HasIndex(l => l.SettlementPk).HasDatabaseName("IX_SettlementLines_Unclassified").HasFilter("Kind = 0");
        builder.HasIndex(l => new { l.SettlementPk, l.Kind }).HasDatabaseName("IX_SettlementLines_CarryOver").HasFilter("Kind = 9");
    }

    public void Configure(EntityTypeBuilder<RefundSighting> builder)
    {
        builder.Property(r => r.OrderId).HasMaxLength(50);
        builder.Property(r => r.AdjustmentId).HasMaxLength(100);
        builder.Property(r => r.MerchantAdjustmentItemId).HasMaxLength(100);
        builder.Property(r => r.OrderItemId).HasMaxLength(50);
        builder.Property(r => r.Sku).HasMaxLength(100);
        builder.Property(r => r.Marketplace).HasMaxLength(20);
        builder.Property(r => r.Currency).HasMaxLength(3);
        builder.Property(r => r.NaturalKey).HasMaxLength(250).HasDefaultValue("");
        builder.Property(r => r.Hash).HasDefaultValue(0L);
        builder.HasIndex(r => r.OrderKey).HasDatabaseName("IX_RefundSightings_OfOrder");
        builder.HasIndex(r => r.PostedAt).HasDatabaseName("IX_RefundSightings_ByTime");
        builder.HasIndex(r => new { r.NaturalKey, r.AccountId }).IsUnique().HasFilter("NaturalKey <> ''").HasDatabaseName("UX_RefundSightings_Identity");
    }

    public void Configure(EntityTypeBuilder<Reimbursement> builder)
    {
        builder.Property(r => r.NaturalKey).HasMaxLength(250);
        builder.Property(r => r.ReimbursementId).HasMaxLength(60);
        builder.Property(r => r.CaseId).HasMaxLength(60);
        builder.Property(r => r.OrderId).HasMaxLength(50);
        builder.Property(r => r.Sku).HasMaxLength(100);
        builder.Property(r => r.Currency).HasMaxLength(3);
        builder.HasIndex(r => new { r.NaturalKey, r.AccountId }).IsUnique().HasDatabaseName("UX_Reimbursements_Identity");
        builder.HasIndex(r => r.OrderKey).HasDatabaseName("IX_Reimbursements_OfOrder");
    }
}
