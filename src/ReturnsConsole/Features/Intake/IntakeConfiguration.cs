using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Scanning;
using ReturnsConsole.Features.Intake.Shelf;

namespace ReturnsConsole.Features.Intake;

internal sealed class IntakeConfiguration : IEntityTypeConfiguration<ParcelIdentifier>, IEntityTypeConfiguration<ReturnAuthorization>, IEntityTypeConfiguration<ParcelScan>,
    IEntityTypeConfiguration<UnidentifiedParcel>, IEntityTypeConfiguration<UnidentifiedCode>, IEntityTypeConfiguration<IntakePhoto>
{
    public void Configure(EntityTypeBuilder<ParcelIdentifier> builder)
    {
        // The key is the index that a scan looks into, and it holds the whole answer. Kind and item stand before the order, so that the newest returns of a product are read from one end.
        builder.HasKey(i => new { i.Value, i.Kind, i.ReturnItemId, i.OrderKey, i.AccountId }).HasName("PK_ParcelIdentifiers_ByValue");
        builder.Property(i => i.Value).HasMaxLength(IdentifierText.MaxLength).IsUnicode(false);
    }

    public void Configure(EntityTypeBuilder<ReturnAuthorization> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Number).HasMaxLength(20);
        builder.Property(a => a.RequestKey).HasMaxLength(60);
        builder.Property(a => a.OrderId).HasMaxLength(50);
        builder.Property(a => a.Marketplace).HasMaxLength(20);
        builder.Property(a => a.Sku).HasMaxLength(100);
        builder.Property(a => a.OrderItemId).HasMaxLength(50);
        builder.Property(a => a.ItemName).HasMaxLength(500);
        builder.Property(a => a.Reason).HasMaxLength(60);
        builder.Property(a => a.ReceiptReference).HasMaxLength(100);
        builder.Property(a => a.ActorName).HasMaxLength(100);
        builder.Property(a => a.CancelledBy).HasMaxLength(100);
        builder.Property(a => a.CancelledWhy).HasMaxLength(500);
        builder.HasIndex(a => a.RequestKey).IsUnique().HasDatabaseName("UX_ReturnAuthorizations_Request");
        builder.HasIndex(a => a.Number).IsUnique().HasDatabaseName("UX_ReturnAuthorizations_Number");
        builder.HasIndex(a => a.OrderKey).HasDatabaseName("IX_ReturnAuthorizations_OfOrder");
        builder.HasIndex(a => a.PhotoId).HasDatabaseName("IX_ReturnAuthorizations_OfPhoto");
        builder.HasIndex(a => new { a.AccountId, a.At }).HasDatabaseName("IX_ReturnAuthorizations_ByTime");
    }

    public void Configure(EntityTypeBuilder<ParcelScan> builder)
    {
        builder.Property(s => s.ActorName).HasMaxLength(100);
        builder.Property(s => s.OrderId).HasMaxLength(50);
        builder.HasIndex(s => s.ScanId).IsUnique().HasDatabaseName("UX_ParcelScans_Scan");
        builder.HasIndex(s => s.At).HasDatabaseName("IX_ParcelScans_ByTime");
    }

    public void Configure(EntityTypeBuilder<UnidentifiedParcel> builder)
    {
        builder.Property(p => p.RequestKey).HasMaxLength(60);
        builder.Property(p => p.ShelfCode).HasMaxLength(20);
        builder.Property(p => p.ReceiptReference).HasMaxLength(100);
        builder.Property(p => p.ActorName).HasMaxLength(100);
        builder.Property(p => p.OrderId).HasMaxLength(50);
        builder.Property(p => p.EndedWhy).HasMaxLength(500);
        builder.HasIndex(p => p.RequestKey).IsUnique().HasDatabaseName("UX_UnidentifiedParcels_Request");
        builder.HasIndex(p => new { p.State, p.At }).HasDatabaseName("IX_UnidentifiedParcels_ByState");
        builder.HasIndex(p => p.PhotoId).HasDatabaseName("IX_UnidentifiedParcels_OfPhoto");
    }

    public void Configure(EntityTypeBuilder<UnidentifiedCode> builder)
    {
        builder.HasKey(c => new { c.Value, c.ParcelId }).HasName("PK_UnidentifiedCodes_ByValue");
        builder.Property(c => c.Value).HasMaxLength(IdentifierText.MaxLength).IsUnicode(false);
        builder.HasIndex(c => c.ParcelId).HasDatabaseName("IX_UnidentifiedCodes_OfParcel");
    }

    public void Configure(EntityTypeBuilder<IntakePhoto> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Sha256).HasMaxLength(64).IsUnicode(false);
        builder.Property(p => p.ContentType).HasMaxLength(20);
        builder.HasIndex(p => new { p.ErasedAt, p.TakenAt }).HasDatabaseName("IX_IntakePhotos_ByTime");
    }
}
