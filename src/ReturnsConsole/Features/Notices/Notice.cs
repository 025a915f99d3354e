using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Notices;

/// <summary>Something that happened elsewhere and that one person asked to be told of.</summary>
public sealed class Notice
{
    public int Id { get; private set; }

    public required int UserId { get; init; }

    public required DateTime At { get; init; }

    public required string Text { get; init; }

    /// <summary>Where to see it; relative to the console's root.</summary>
    public required string Link { get; init; }

    public DateTime? ReadAt { get; set; }
}

internal sealed class NoticesConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("Notices");
        builder.Property(n => n.Text).HasMaxLength(300);
        builder.Property(n => n.Link).HasMaxLength(200);
        builder.HasIndex(n => new { n.UserId, n.Id }).HasDatabaseName("IX_Notices_OfPerson");
    }
}
