using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Stock.Ledger;

internal sealed class LedgerConfiguration : IEntityTypeConfiguration<StockMovement>, IEntityTypeConfiguration<StockBalance>, IEntityTypeConfiguration<StockPosition>
{
    public void Configure(EntityTypeBuilder<StockMovement> builder)
    {
        builder.ToTable("StockMovements", t => t.HasCheckConstraint("CK_StockMovements_Quantity", "\"Quantity\" > 0"));
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Sku).HasMaxLength(100);
        builder.HasIndex(m => new { m.AccountId, m.Sku, m.Id }).HasDatabaseName("IX_StockMovements_OfSku");
    }

    public void Configure(EntityTypeBuilder<StockBalance> builder)
    {
        // The database itself refuses a bucket below zero.
        builder.ToTable("StockBalances", t => t.HasCheckConstraint("CK_StockBalances_NotNegative",
            "\"InTransit\" >= 0 AND \"OnHandUninspected\" >= 0 AND \"Sellable\" >= 0 AND \"Quarantine\" >= 0 AND \"Scrap\" >= 0 AND \"Lost\" >= 0"));
        builder.Property(b => b.Sku).HasMaxLength(100);
        builder.Ignore(b => b.Counts);
        builder.HasIndex(b => new { b.Sku, b.AccountId }).IsUnique().HasDatabaseName("UX_StockBalances_Sku");
    }

    public void Configure(EntityTypeBuilder<StockPosition> builder)
    {
        builder.ToTable("StockPositions");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Sku).HasMaxLength(100);
        builder.Ignore(p => p.Counts);
        builder.HasIndex(p => new { p.OrderKey, p.AccountId, p.Sku }).IsUnique().HasDatabaseName("UX_StockPositions_OfOrder");
        builder.HasIndex(p => new { p.AccountId, p.Sku }).HasDatabaseName("IX_StockPositions_OfSku");
        builder.HasIndex(p => p.InTransit).HasDatabaseName("IX_StockPositions_InTransit").HasFilter("InTransit > 0");
    }
}
