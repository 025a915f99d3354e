using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Returns;

/// <summary>What a sighting tells of.</summary>
public enum SightingAbout : byte
{
    Item = 0,

    /// <summary>A parcel, a bag or a whole return, and with it of the items it was found to be about.</summary>
    Parcel = 1,

    /// <summary>A parcel of which no item is known yet.</summary>
    WaitingParcel = 2,
}

/// <summary>
/// What a returns platform or shop told in one row of one document. Kept as it came: a return item is what all its sightings say together, so that neither their
/// order nor their repetition matters, and every one of them shows the line it came from.
/// </summary>
public sealed class ReturnSighting
{
    public long Id { get; set; }

    public required int AccountId { get; init; }

    public required ReturnChannel Channel { get; init; }

    public required SightingAbout About { get; set; }

    /// <summary>The return item's identity; of a parcel its own.</summary>
    public required string NaturalKey { get; init; }

    public required string ReturnId { get; init; }

    /// <summary>What people read and scan: display id, express code.</summary>
    public string DisplayId { get; init; } = "";

    public long OrderKey { get; init; }

    public string OrderId { get; init; } = "";

    public string OrderItemId { get; init; } = "";

    public string RmaId { get; init; } = "";

    public string Sku { get; init; } = "";

    public string ItemName { get; init; } = "";

    /// <summary>0: not told here.</summary>
    public int Quantity { get; init; }

    public string ReasonCode { get; init; } = "";

    public string Status { get; init; } = "";

    public string Wish { get; init; } = "";

    public string Flow { get; init; } = "";

    public string Carrier { get; init; } = "";

    public string TrackingId { get; init; } = "";

    public string LabelId { get; init; } = "";

    public string ShipmentId { get; init; } = "";

    public DateTime? RegisteredAt { get; init; }

    public DateTime? FirstScanAt { get; init; }

    public DateTime? AtHubAt { get; init; }

    public DateTime? ProcessedAt { get; init; }

    public DateTime? DeliveredAt { get; init; }

    public DateTime? CancelledAt { get; init; }

    /// <summary>The platform's clock; where it tells none, when it was heard.</summary>
    public DateTime? UpdatedAt { get; init; }

    public string FinalDisposition { get; init; } = "";

    public bool? Found { get; init; }

    public long? Amount { get; init; }

    public string Currency { get; init; } = "";

    public required long Hash { get; init; }

    public required int FileId { get; init; }

    public required long Line { get; init; }

    public required int Part { get; init; }
}

internal sealed class ReturnSightingConfiguration : IEntityTypeConfiguration<ReturnSighting>
{
    public void Configure(EntityTypeBuilder<ReturnSighting> builder)
    {
        builder.ToTable("ReturnSightings");
        builder.Property(s => s.NaturalKey).HasMaxLength(250);
        builder.Property(s => s.ReturnId).HasMaxLength(60);
        builder.Property(s => s.OrderId).HasMaxLength(50);
        builder.Property(s => s.OrderItemId).HasMaxLength(50);
        builder.Property(s => s.RmaId).HasMaxLength(100);
        builder.Property(s => s.Sku).HasMaxLength(100);
        builder.Property(s => s.ItemName).HasMaxLength(500);
        builder.Property(s => s.ReasonCode).HasMaxLength(100);
        builder.Property(s => s.Wish).HasMaxLength(40);
        builder.Property(s => s.Flow).HasMaxLength(40);
        builder.Property(s => s.TrackingId).HasMaxLength(60);
        builder.Property(s => s.LabelId).HasMaxLength(60);
        builder.Property(s => s.ShipmentId).HasMaxLength(60);
        builder.Property(s => s.FinalDisposition).HasMaxLength(60);
        builder.Property(s => s.Currency).HasMaxLength(3);
        builder.HasIndex(s => new { s.NaturalKey, s.AccountId, s.Channel, s.Hash, s.UpdatedAt }).IsUnique().HasDatabaseName("UX_ReturnSightings_Identity");
        builder.HasIndex(s => s.ReturnId).HasDatabaseName("IX_ReturnSightings_ParcelsOfReturn").HasFilter("About <> 0");
        builder.HasIndex(s => s.DisplayId).HasDatabaseName("IX_ReturnSightings_ParcelsByDisplay").HasFilter("About <> 0");
        builder.HasIndex(s => s.LabelId).HasDatabaseName("IX_ReturnSightings_ParcelsByLabel").HasFilter("About <> 0");
        builder.HasIndex(s => s.TrackingId).HasDatabaseName("IX_ReturnSightings_ParcelsByTracking").HasFilter("About <> 0");
        builder.HasIndex(s => s.About).HasDatabaseName("IX_ReturnSightings_Waiting").HasFilter("About = 2");
    }
}
