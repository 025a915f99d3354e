using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Audit;

internal sealed class AuditConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Action).HasMaxLength(60);
        builder.Property(e => e.SubjectKind).HasMaxLength(40);
        builder.Property(e => e.Before).HasMaxLength(4000);
        builder.Property(e => e.After).HasMaxLength(4000);
        builder.Property(e => e.Why).HasMaxLength(1000);
        builder.Property(e => e.PreviousHash).HasMaxLength(64).IsUnicode(false);
        builder.Property(e => e.Hash).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(e => new { e.SubjectKind, e.SubjectId, e.Id }).HasDatabaseName("IX_Audit_OfSubject");
        builder.HasIndex(e => new { e.ActorId, e.Id }).HasDatabaseName("IX_Audit_OfActor");
        builder.HasIndex(e => new { e.Action, e.Id }).HasDatabaseName("IX_Audit_OfAction");
        builder.HasIndex(e => new { e.At, e.Id }).HasDatabaseName("IX_Audit_ByTime");
    }
}
