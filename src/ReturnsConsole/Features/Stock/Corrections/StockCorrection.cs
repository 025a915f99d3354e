using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation.Stock;

namespace ReturnsConsole.Features.Stock.Corrections;

/// <summary>
/// A person's word that pieces are elsewhere than the facts say: a release from quarantine, or a correction. Written once, never changed and never deleted: what was
/// wrong is put right by another one. A fact like any other, so it survives every reconciliation.
/// </summary>
public sealed class StockCorrection
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    /// <summary>0: no order is known.</summary>
    public required long OrderKey { get; init; }

    public required string Sku { get; init; }

    public required StockBucket From { get; init; }

    public required StockBucket To { get; init; }

    public required int Quantity { get; init; }

    /// <summary>The quarantined receipt that a release was given for; 0: bound to none.</summary>
    public long ReceiptId { get; init; }

    /// <summary>Of pieces that go on sale.</summary>
    public ConditionGrade Grade { get; init; }

    public required string Why { get; init; }

    public required int ById { get; init; }

    public required string ByName { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class CorrectionConfiguration : IEntityTypeConfiguration<StockCorrection>
{
    public void Configure(EntityTypeBuilder<StockCorrection> builder)
    {
        builder.ToTable("StockCorrections", t =>
        {
            t.HasCheckConstraint("CK_StockCorrections_Quantity", "\"Quantity\" > 0");
            t.HasCheckConstraint("CK_StockCorrections_Graded", "\"To\" <> 3 OR \"Grade\" > 0");
        });
        builder.Property(c => c.Sku).HasMaxLength(100);
        builder.Property(c => c.Why).HasMaxLength(500);
        builder.Property(c => c.ByName).HasMaxLength(200);
        builder.HasIndex(c => c.OrderKey).HasDatabaseName("IX_StockCorrections_OfOrder");
        builder.HasIndex(c => new { c.AccountId, c.Sku, c.Id }).HasDatabaseName("IX_StockCorrections_OfSku");
    }
}
