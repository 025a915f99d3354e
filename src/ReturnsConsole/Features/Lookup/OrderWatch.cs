using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Lookup;

/// <summary>A person wants to be told when the status of a known order changes.</summary>
public sealed class OrderWatch
{
    public int Id { get; private set; }

    public required int PersonId { get; init; }

    public required int CompanyId { get; init; }

    public required int AccountId { get; init; }

    public required long OrderKey { get; init; }

    public required string OrderId { get; init; }

    public required DateTime At { get; init; }

    /// <summary>The order's facts as they were looked at last, as one number: only when it differs the words are made anew.</summary>
    public long Facts { get; set; }

    /// <summary>The status that was told last.</summary>
    public required string Status { get; set; }

    /// <summary>Null while it is watched.</summary>
    public DateTime? EndedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class OrderWatchConfiguration : IEntityTypeConfiguration<OrderWatch>
{
    public void Configure(EntityTypeBuilder<OrderWatch> builder)
    {
        builder.ToTable("OrderWatches");
        builder.Property(w => w.OrderId).HasMaxLength(50);
        builder.Property(w => w.Status).HasMaxLength(200);
        builder.HasIndex(w => w.Id).HasDatabaseName("IX_OrderWatches_Open").HasFilter("EndedAt IS NULL");
        builder.HasIndex(w => new { w.PersonId, w.Id }).HasDatabaseName("IX_OrderWatches_OfPerson");
    }
}
