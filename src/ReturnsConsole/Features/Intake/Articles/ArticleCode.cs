using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Intake.Articles;

/// <summary>Which SKU an article's barcode stands for in an account, because a person said so.</summary>
public sealed class ArticleCode
{
    /// <summary>Fourteen digits, as <see cref="Gtin"/> has it.</summary>
    public required string Code { get; init; }

    public required int AccountId { get; init; }

    public required string Sku { get; set; }

    public required DateTime At { get; set; }

    public required int ActorId { get; set; }

    public required string ActorName { get; set; }

    public int Version { get; set; }
}

internal sealed class ArticleCodeConfiguration : IEntityTypeConfiguration<ArticleCode>
{
    public void Configure(EntityTypeBuilder<ArticleCode> builder)
    {
        builder.ToTable("ArticleCodes");
        builder.HasKey(a => new { a.Code, a.AccountId }).HasName("PK_ArticleCodes_ByCode");
        builder.Property(a => a.Code).HasMaxLength(14).IsUnicode(false);
        builder.Property(a => a.Sku).HasMaxLength(100);
        builder.Property(a => a.ActorName).HasMaxLength(100);
    }
}
