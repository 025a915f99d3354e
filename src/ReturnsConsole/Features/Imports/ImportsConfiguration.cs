using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Imports;

internal sealed class ImportsConfiguration : IEntityTypeConfiguration<SourceFile>, IEntityTypeConfiguration<SourceRecord>, IEntityTypeConfiguration<RejectedSourceRow>
{
    public void Configure(EntityTypeBuilder<SourceFile> builder)
    {
        builder.Property(f => f.Name).HasMaxLength(260);
        builder.Property(f => f.Sha256).HasMaxLength(64).IsUnicode(false);
        builder.Property(f => f.Decisions).HasMaxLength(4000);
        builder.Property(f => f.Message).HasMaxLength(1000);
        builder.Property(f => f.Question).HasMaxLength(500);
        builder.HasIndex(f => new { f.Sha256, f.AccountId }).HasDatabaseName("IX_SourceFiles_SameContent");
        builder.HasIndex(f => new { f.Status, f.Id }).HasDatabaseName("IX_SourceFiles_Queue");
        builder.HasIndex(f => new { f.FromPartner, f.Id }).HasDatabaseName("IX_SourceFiles_BySource");
        builder.HasIndex(f => f.SyncRunId).HasDatabaseName("IX_SourceFiles_OfSyncRun").HasFilter("SyncRunId IS NOT NULL");
        builder.HasOne<Access.Account>().WithMany().HasForeignKey(f => f.AccountId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SourceRecord> builder)
    {
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<RejectedSourceRow> builder)
    {
        builder.Property(r => r.Expected).HasMaxLength(500);
        builder.Property(r => r.Raw).HasMaxLength(16_384);
        builder.HasIndex(r => new { r.FileId, r.Line }).HasDatabaseName("IX_RejectedRows_OfFile");
    }
}
