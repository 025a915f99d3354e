using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Refunds;

internal sealed class RefundsConfiguration : IEntityTypeConfiguration<RefundRequest>, IEntityTypeConfiguration<RefundReservation>, IEntityTypeConfiguration<RefundBatch>, IEntityTypeConfiguration<RefundLook>
{
    public void Configure(EntityTypeBuilder<RefundRequest> builder)
    {
        builder.ToTable("RefundRequests");
        builder.Property(r => r.Key).HasMaxLength(50).IsUnicode(false);
        builder.Property(r => r.OrderId).HasMaxLength(50);
        builder.Property(r => r.OrderItemId).HasMaxLength(50);
        builder.Property(r => r.Sku).HasMaxLength(100);
        builder.Property(r => r.Marketplace).HasMaxLength(20);
        builder.Property(r => r.Currency).HasMaxLength(3);
        builder.Property(r => r.Reason).HasMaxLength(60);
        builder.Property(r => r.Note).HasMaxLength(RefundRequest.NoteLength);
        builder.Property(r => r.VerdictReason).HasMaxLength(RefundRequest.ReasonLength);
        builder.Property(r => r.Said).HasMaxLength(1000);
        builder.ComplexProperty(r => r.Amounts);
        // The promise itself: no key twice, no instruction twice for the same wish, no message of a document for two instructions.
        builder.HasIndex(r => r.Key).IsUnique().HasDatabaseName("UX_RefundRequests_Key");
        builder.HasIndex(r => new { r.ReservationId, r.ReturnItemId, r.Kind, r.Sequence }).IsUnique().HasDatabaseName("UX_RefundRequests_Wish");
        builder.HasIndex(r => new { r.BatchId, r.MessageNumber }).IsUnique().HasFilter("BatchId IS NOT NULL").HasDatabaseName("UX_RefundRequests_Message");
        builder.HasIndex(r => r.OrderKey).HasDatabaseName("IX_RefundRequests_OfOrder");
        builder.HasIndex(r => new { r.State, r.AccountId, r.Kind, r.Id, r.Currency, r.Total }).HasDatabaseName("IX_RefundRequests_Queue");
        builder.HasIndex(r => new { r.ReturnItemId, r.Id }).HasFilter("ReturnItemId <> 0").HasDatabaseName("IX_RefundRequests_OfReturn");
    }

    public void Configure(EntityTypeBuilder<RefundReservation> builder)
    {
        builder.ToTable("RefundReservations");
        builder.Property(r => r.OrderId).HasMaxLength(50);
        builder.Property(r => r.OrderItemId).HasMaxLength(50);
        builder.Property(r => r.Currency).HasMaxLength(3);
        builder.HasIndex(r => new { r.OrderKey, r.AccountId, r.OrderId, r.OrderItemId }).IsUnique().HasDatabaseName("UX_RefundReservations_Line");
    }

    public void Configure(EntityTypeBuilder<RefundBatch> builder)
    {
        builder.ToTable("RefundBatches");
        builder.Property(b => b.FeedType).HasMaxLength(60);
        builder.Property(b => b.DocumentHash).HasMaxLength(64).IsUnicode(false);
        builder.Property(b => b.MessageKey).HasMaxLength(100);
        builder.Property(b => b.FeedId).HasMaxLength(200);
        builder.Property(b => b.Said).HasMaxLength(1000);
        builder.HasIndex(b => new { b.PartnerId, b.MessageKey }).IsUnique().HasDatabaseName("UX_RefundBatches_Message");
        builder.HasIndex(b => new { b.PartnerId, b.Kind, b.CreatedAt }).HasDatabaseName("IX_RefundBatches_OfPartner");
    }

    public void Configure(EntityTypeBuilder<RefundLook> builder)
    {
        builder.ToTable("RefundLooks");
        builder.Property(l => l.OrderId).HasMaxLength(50);
        builder.Property(l => l.Rows).HasMaxLength(RefundLook.RowsLength);
        builder.HasIndex(l => new { l.OrderKey, l.AccountId, l.OrderId }).IsUnique().HasDatabaseName("UX_RefundLooks_Order");
    }
}
