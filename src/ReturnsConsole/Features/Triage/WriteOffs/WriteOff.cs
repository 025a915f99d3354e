using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Triage.WriteOffs;

public enum WriteOffState : byte
{
    /// <summary>A second person has not decided yet.</summary>
    Requested = 0,

    Approved = 1,
    Refused = 2,

    /// <summary>Taken back by who asked.</summary>
    Withdrawn = 3,

    /// <summary>The facts changed, or the case was reopened: it stands for nothing any more.</summary>
    Overtaken = 4,
}

public enum WriteOffReason : byte
{
    NotRecoverable = 0,
    CostExceedsAmount = 1,
    ClaimRefused = 2,
    ClaimTooLate = 3,
    GoodwillAgreed = 4,
    OwnMistake = 5,
    Other = 6,
}

/// <summary>Money at risk that was given up, whole, with who asked, who decided and on what facts.</summary>
public sealed class WriteOff
{
    public const int MaxNote = 500;

    public int Id { get; private set; }

    public required long CaseId { get; init; }

    public required int CompanyId { get; init; }

    public required int AccountId { get; init; }

    /// <summary>Minor units, > 0.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required WriteOffReason Reason { get; init; }

    public required string Note { get; init; }

    /// <summary>The finding of the case when it was asked for; an approval of another finding is none.</summary>
    public required long FindingHash { get; init; }

    public WriteOffState State { get; set; }

    public required int RequestedById { get; init; }

    public required string RequestedByName { get; init; }

    public required DateTime RequestedAt { get; init; }

    /// <summary>0: below the threshold nobody else was needed.</summary>
    public int DecidedById { get; set; }

    public string DecidedByName { get; set; } = "";

    public DateTime? DecidedAt { get; set; }

    public string? DecisionNote { get; set; }
}

internal sealed class WriteOffConfiguration : IEntityTypeConfiguration<WriteOff>
{
    public void Configure(EntityTypeBuilder<WriteOff> builder)
    {
        builder.ToTable("WriteOffs");
        builder.Property(w => w.Currency).HasMaxLength(3);
        builder.Property(w => w.Note).HasMaxLength(WriteOff.MaxNote);
        builder.Property(w => w.RequestedByName).HasMaxLength(100);
        builder.Property(w => w.DecidedByName).HasMaxLength(100);
        builder.Property(w => w.DecisionNote).HasMaxLength(WriteOff.MaxNote);
        builder.HasIndex(w => w.CaseId).IsUnique().HasFilter("State < 2").HasDatabaseName("UX_WriteOffs_Standing");
        builder.HasIndex(w => new { w.CaseId, w.Id }).HasDatabaseName("IX_WriteOffs_OfCase");
        builder.HasIndex(w => new { w.State, w.DecidedAt }).HasDatabaseName("IX_WriteOffs_Decided");
    }
}
