using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Returns;

public enum VendorPaper : byte
{
    /// <summary>Goods that Amazon sends back to the vendor.</summary>
    Return = 1,
    Remittance = 2,
    DebitNote = 3,
    Dispute = 4,

    /// <summary>What Amazon ordered: what a return of goods is held against.</summary>
    PurchaseOrder = 5,
}

/// <summary>One line of a paper that Amazon gives its vendors as a download. Amounts in minor units of <see cref="Currency"/>.</summary>
public sealed class VendorPaperLine
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    public required VendorPaper Paper { get; init; }

    /// <summary>Identity within account and paper: document and line.</summary>
    public required string NaturalKey { get; init; }

    public required string Number { get; init; }

    public string ReturnsReference { get; init; } = "";

    public string PurchaseOrder { get; init; } = "";

    public string InvoiceNumber { get; init; } = "";

    public string Asin { get; init; } = "";

    public string Ean { get; init; } = "";

    public string Sku { get; init; } = "";

    public int? Quantity { get; init; }

    public long? UnitCost { get; init; }

    public long? Amount { get; init; }

    public string Currency { get; init; } = "";

    public string Type { get; init; } = "";

    public string Status { get; init; } = "";

    public string Carrier { get; init; } = "";

    public string TrackingId { get; init; } = "";

    public DateTime? DatedAt { get; init; }

    public long Hash { get; init; }

    public int FileId { get; init; }

    public long Line { get; init; }
}

internal sealed class VendorPaperConfiguration : IEntityTypeConfiguration<VendorPaperLine>
{
    public void Configure(EntityTypeBuilder<VendorPaperLine> builder)
    {
        builder.ToTable("VendorPaperLines");
        builder.Property(v => v.NaturalKey).HasMaxLength(250);
        builder.Property(v => v.Number).HasMaxLength(60);
        builder.Property(v => v.ReturnsReference).HasMaxLength(60);
        builder.Property(v => v.PurchaseOrder).HasMaxLength(60);
        builder.Property(v => v.InvoiceNumber).HasMaxLength(60);
        builder.Property(v => v.Asin).HasMaxLength(20);
        builder.Property(v => v.Ean).HasMaxLength(20);
        builder.Property(v => v.Sku).HasMaxLength(100);
        builder.Property(v => v.Currency).HasMaxLength(3);
        builder.Property(v => v.Type).HasMaxLength(60);
        builder.Property(v => v.Status).HasMaxLength(60);
        builder.Property(v => v.Carrier).HasMaxLength(60);
        builder.Property(v => v.TrackingId).HasMaxLength(60);
        builder.HasIndex(v => new { v.NaturalKey, v.AccountId, v.Paper }).IsUnique().HasDatabaseName("UX_VendorPaperLines_Identity");
        builder.HasIndex(v => v.Ean).HasDatabaseName("IX_VendorPaperLines_ByEan").HasFilter("Ean <> ''");
        builder.HasIndex(v => new { v.Paper, v.AccountId, v.ReturnsReference, v.Number, v.TrackingId }).HasDatabaseName("IX_VendorPaperLines_OfReturn");
        builder.HasIndex(v => v.InvoiceNumber).HasDatabaseName("IX_VendorPaperLines_OfNote").HasFilter("Paper = 2");
        builder.HasIndex(v => v.ReturnsReference).HasDatabaseName("IX_VendorPaperLines_ByReference").HasFilter("Paper = 1");
        builder.HasIndex(v => v.Number).HasDatabaseName("IX_VendorPaperLines_ByNumber").HasFilter("Paper = 1");
        builder.HasIndex(v => v.TrackingId).HasDatabaseName("IX_VendorPaperLines_ByTracking").HasFilter("Paper = 1 AND TrackingId <> ''");
    }
}
