using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Receiving;

internal sealed class ReceivingConfiguration : IEntityTypeConfiguration<ItemGrading>, IEntityTypeConfiguration<GradingPhoto>
{
    public void Configure(EntityTypeBuilder<ItemGrading> builder)
    {
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.RequestKey).HasMaxLength(60);
        builder.Property(g => g.OrderId).HasMaxLength(50);
        builder.Property(g => g.Sku).HasMaxLength(100);
        builder.Property(g => g.Ground).HasMaxLength(300);
        builder.Property(g => g.Reason).HasMaxLength(ItemGrading.MaxReason);
        builder.Property(g => g.Checked).HasMaxLength(1000);
        builder.Property(g => g.Notes).HasMaxLength(ItemGrading.MaxNotes);
        builder.Property(g => g.ActorName).HasMaxLength(100);
        builder.HasIndex(g => g.RequestKey).IsUnique().HasDatabaseName("UX_ItemGradings_Request");
        builder.HasIndex(g => new { g.ReceiptId, g.Id }).HasDatabaseName("IX_ItemGradings_OfReceipt");
    }

    public void Configure(EntityTypeBuilder<GradingPhoto> builder)
    {
        builder.HasKey(p => new { p.GradingId, p.PhotoId }).HasName("PK_GradingPhotos_OfGrading");
        builder.HasIndex(p => p.PhotoId).HasDatabaseName("IX_GradingPhotos_OfPhoto");
    }
}
