using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Vendor;

/// <summary>Where a credit note to Amazon stands. Values are stored. Complete only when it is accepted.</summary>
public enum VendorCreditState : byte
{
    /// <summary>Written; it leaves, or Amazon is checking it.</summary>
    Submitted = 1,

    /// <summary>Amazon's check went through. That is no acceptance and no payment.</summary>
    Validated = 2,

    /// <summary>A remittance shows it.</summary>
    Accepted = 3,

    /// <summary>Amazon refuses it, or it could not be sent: nothing happened.</summary>
    Refused = 4,

    /// <summary>Nobody knows whether Amazon has it. Never sent again by a machine.</summary>
    Unknown = 5,
}

/// <summary>One credit note for goods that Amazon returned. Amounts in minor units.</summary>
public sealed class VendorCredit
{
    public long Id { get; private set; }

    public required int AccountId { get; init; }

    /// <summary>Amazon's number of the return.</summary>
    public required string ReturnsReference { get; init; }

    /// <summary>1, 2, … of its return: asking the same twice is asking once.</summary>
    public required int Sequence { get; init; }

    /// <summary>Our number of the note; also the key of its message.</summary>
    public required string Number { get; init; }

    public required string Currency { get; init; }

    public required long Total { get; init; }

    public required int Quantity { get; init; }

    public required string InvoiceNumber { get; init; }

    public string DebitNote { get; init; } = "";

    /// <summary>The day on which the vendor received the goods.</summary>
    public required DateTime GoodsReturnedOn { get; init; }

    public VendorCreditState State { get; set; } = VendorCreditState.Submitted;

    /// <summary>What was said of it last, in words.</summary>
    public string Said { get; set; } = "";

    public required DateTime SubmittedAt { get; init; }

    public required int SubmittedById { get; init; }

    public required string SubmittedBy { get; init; }

    public DateTime? ValidatedAt { get; set; }

    /// <summary>The day of the remittance.</summary>
    public DateTime? AcceptedAt { get; set; }

    /// <summary>Since when it stands where it stands.</summary>
    public required DateTime StateAt { get; set; }

    public int Version { get; set; }
}

internal sealed class VendorCreditConfiguration : IEntityTypeConfiguration<VendorCredit>
{
    public void Configure(EntityTypeBuilder<VendorCredit> builder)
    {
        builder.ToTable("VendorCredits");
        builder.Property(c => c.ReturnsReference).HasMaxLength(60);
        builder.Property(c => c.Number).HasMaxLength(60);
        builder.Property(c => c.Currency).HasMaxLength(3);
        builder.Property(c => c.InvoiceNumber).HasMaxLength(60);
        builder.Property(c => c.DebitNote).HasMaxLength(60);
        builder.Property(c => c.Said).HasMaxLength(1000);
        builder.Property(c => c.SubmittedBy).HasMaxLength(200);
        builder.HasIndex(c => new { c.AccountId, c.ReturnsReference, c.Sequence }).IsUnique().HasDatabaseName("UX_VendorCredits_Wish");
        builder.HasIndex(c => c.Number).IsUnique().HasDatabaseName("UX_VendorCredits_Number");
        builder.HasIndex(c => new { c.State, c.StateAt }).HasDatabaseName("IX_VendorCredits_ByState");
    }
}
