using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Imports;

/// <summary>A status, type or event of a partner that its documents do not name: kept as it came and counted, so that somebody can say what it means.</summary>
public sealed class UnknownValue
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    /// <summary>Partner, document and field: "rebound return/current_tracking_status".</summary>
    public required string Field { get; init; }

    public required string Value { get; init; }

    public long Count { get; set; }

    public required DateTime FirstSeenAt { get; init; }

    public DateTime LastSeenAt { get; set; }

    /// <summary>Where it was seen first.</summary>
    public required int FileId { get; init; }

    public required long Line { get; init; }
}

internal sealed class UnknownValueConfiguration : IEntityTypeConfiguration<UnknownValue>
{
    public void Configure(EntityTypeBuilder<UnknownValue> builder)
    {
        builder.ToTable("UnknownValues");
        builder.Property(u => u.Field).HasMaxLength(120);
        builder.Property(u => u.Value).HasMaxLength(200);
        builder.HasIndex(u => new { u.AccountId, u.Field, u.Value }).IsUnique().HasDatabaseName("UX_UnknownValues_Identity");
    }
}
