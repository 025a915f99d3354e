using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Stock.Telling;

/// <summary>That a partner is told of pieces that came on sale or left it: written with the movement and its message, in one transaction.</summary>
public sealed class StockTold
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    public required string Sku { get; init; }

    public required int PartnerId { get; init; }

    /// <summary>Key of the message in the outbox.</summary>
    public required string MessageKey { get; init; }

    /// <summary>The ledger up to this movement is in it.</summary>
    public required long MovementId { get; init; }

    /// <summary>Pieces; negative takes away.</summary>
    public required int Change { get; init; }

    /// <summary>All changes that this partner was to be told of this SKU, with this one.</summary>
    public required int Total { get; init; }

    public required DateTime At { get; init; }

    /// <summary>What the partner has with the change in it, as it confirmed; null until then.</summary>
    public long? Confirmed { get; set; }

    public DateTime? ConfirmedAt { get; set; }

    /// <summary>The newest order line known here when it confirmed: what was ordered since came after it.</summary>
    public long OrdersUpTo { get; set; }

    /// <summary>What it said when it was asked after that; null: nobody asked.</summary>
    public long? Said { get; set; }

    public DateTime? SaidAt { get; set; }

    public int Version { get; set; }
}

internal sealed class ToldConfiguration : IEntityTypeConfiguration<StockTold>
{
    public void Configure(EntityTypeBuilder<StockTold> builder)
    {
        builder.ToTable("StockTold");
        builder.Property(t => t.Sku).HasMaxLength(100);
        builder.Property(t => t.MessageKey).HasMaxLength(100);
        builder.HasIndex(t => new { t.PartnerId, t.MessageKey }).IsUnique().HasDatabaseName("UX_StockTold_Message");
        builder.HasIndex(t => new { t.AccountId, t.Sku, t.PartnerId, t.Id }).HasDatabaseName("IX_StockTold_OfSku");
    }
}
