using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Stock;

/// <summary>What a partner says it has in stock of a SKU.</summary>
public sealed class PartnerStock
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    /// <summary>"commercetools", "amazon": who says it.</summary>
    public required string Platform { get; init; }

    public required string Sku { get; init; }

    /// <summary>Supply channel or warehouse; empty for the only one.</summary>
    public string Location { get; init; } = "";

    public long OnStock { get; init; }

    public long? Available { get; init; }

    /// <summary>By the partner's clock; null when it does not tell.</summary>
    public DateTime? UpdatedAt { get; init; }

    public long Hash { get; init; }

    public int FileId { get; init; }

    public long Line { get; init; }
}

internal sealed class StockConfiguration : IEntityTypeConfiguration<PartnerStock>
{
    public void Configure(EntityTypeBuilder<PartnerStock> builder)
    {
        builder.ToTable("PartnerStock");
        builder.Property(s => s.Platform).HasMaxLength(40);
        builder.Property(s => s.Sku).HasMaxLength(100);
        builder.Property(s => s.Location).HasMaxLength(100);
        builder.HasIndex(s => new { s.Sku, s.AccountId, s.Platform, s.Location }).IsUnique().HasDatabaseName("UX_PartnerStock_Identity");
    }
}
