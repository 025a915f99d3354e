using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Triage.Attachments;

/// <summary>A file that a person laid beside a case. Its bytes lie with the evidence, under their hash.</summary>
public sealed class CaseAttachment
{
    public const int MaxName = 120;
    public const int MaxReason = 300;

    public int Id { get; private set; }

    public required long CaseId { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Without a path, as the person's machine called it.</summary>
    public required string Name { get; init; }

    /// <summary>By the content, never by the name.</summary>
    public required string ContentType { get; init; }

    public required long Bytes { get; init; }

    public required DateTime AddedAt { get; init; }

    public required int AddedById { get; init; }

    public required string AddedByName { get; init; }

    /// <summary>The row stays when it is removed: who, when and why can be asked for ever.</summary>
    public DateTime? RemovedAt { get; set; }

    public string? RemovedByName { get; set; }

    public string? RemovedReason { get; set; }
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<CaseAttachment>
{
    public void Configure(EntityTypeBuilder<CaseAttachment> builder)
    {
        builder.ToTable("CaseAttachments");
        builder.Property(a => a.Sha256).HasMaxLength(64);
        builder.Property(a => a.Name).HasMaxLength(CaseAttachment.MaxName);
        builder.Property(a => a.ContentType).HasMaxLength(100);
        builder.Property(a => a.AddedByName).HasMaxLength(100);
        builder.Property(a => a.RemovedByName).HasMaxLength(100);
        builder.Property(a => a.RemovedReason).HasMaxLength(CaseAttachment.MaxReason);
        builder.HasIndex(a => a.CaseId).HasDatabaseName("IX_CaseAttachments_OfCase");
        builder.HasIndex(a => a.Sha256).HasDatabaseName("IX_CaseAttachments_OfContent");
    }
}
