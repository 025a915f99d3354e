using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Stock.Kits;

/// <summary>What a kit is made of from a day on. Without components it is no kit any more from then.</summary>
public sealed class KitRecipe
{
    public int Id { get; private set; }

    public required int AccountId { get; init; }

    public required string KitSku { get; init; }

    /// <summary>First day on which it counts (UTC).</summary>
    public required DateTime ValidFrom { get; set; }

    public List<KitComponent> Components { get; } = [];

    public required string ChangedByName { get; set; }

    public required DateTime ChangedAt { get; set; }

    public int Version { get; private set; }
}

/// <summary>So many pieces of a SKU in one kit.</summary>
public sealed class KitComponent
{
    public int Id { get; private set; }

    public int RecipeId { get; private set; }

    public required string Sku { get; init; }

    public required int Pieces { get; init; }
}

internal sealed class KitConfiguration : IEntityTypeConfiguration<KitRecipe>, IEntityTypeConfiguration<KitComponent>
{
    public void Configure(EntityTypeBuilder<KitRecipe> builder)
    {
        builder.ToTable("KitRecipes");
        builder.Property(r => r.KitSku).HasMaxLength(100);
        builder.HasMany(r => r.Components).WithOne().HasForeignKey(c => c.RecipeId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.AccountId, r.KitSku, r.ValidFrom }).IsUnique().HasDatabaseName("UX_KitRecipes_From");
    }

    public void Configure(EntityTypeBuilder<KitComponent> builder)
    {
        builder.ToTable("KitComponents", t => t.HasCheckConstraint("CK_KitComponents_Pieces", "\"Pieces\" > 0"));
        builder.Property(c => c.Sku).HasMaxLength(100);
        builder.HasIndex(c => new { c.RecipeId, c.Sku }).IsUnique().HasDatabaseName("UX_KitComponents_OfRecipe");
        builder.HasIndex(c => c.Sku).HasDatabaseName("IX_KitComponents_BySku");
    }
}
