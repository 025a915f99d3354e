using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Sync;

internal sealed class SyncConfiguration : IEntityTypeConfiguration<SyncStream>, IEntityTypeConfiguration<SyncRun>, IEntityTypeConfiguration<SeenDocument>,
    IEntityTypeConfiguration<InboxMessage>, IEntityTypeConfiguration<OutboxMessage>, IEntityTypeConfiguration<OutboxItem>
{
    public void Configure(EntityTypeBuilder<SyncStream> builder)
    {
        builder.ToTable("SyncStreams");
        builder.Property(s => s.Stream).HasMaxLength(40);
        builder.Property(s => s.Cursor).HasMaxLength(2000);
        builder.Property(s => s.ClaimedBy).HasMaxLength(200);
        builder.HasIndex(s => new { s.PartnerId, s.Stream }).IsUnique().HasDatabaseName("UX_SyncStreams_Identity");
    }

    public void Configure(EntityTypeBuilder<SyncRun> builder)
    {
        builder.ToTable("SyncRuns");
        builder.Property(r => r.Stream).HasMaxLength(40);
        builder.Property(r => r.Trigger).HasMaxLength(100);
        builder.Property(r => r.Message).HasMaxLength(1000);
        builder.Property(r => r.RequestId).HasMaxLength(100);
        builder.HasIndex(r => new { r.PartnerId, r.Stream, r.Id }).HasDatabaseName("IX_SyncRuns_OfStream");
    }

    public void Configure(EntityTypeBuilder<SeenDocument> builder)
    {
        builder.ToTable("SeenDocuments");
        builder.HasIndex(d => new { d.PartnerId, d.Hash }).HasDatabaseName("IX_SeenDocuments_ByContent");
        builder.HasIndex(d => d.Day).HasDatabaseName("IX_SeenDocuments_ByAge");
    }

    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("InboxMessages");
        builder.Property(m => m.Identity).HasMaxLength(64).IsUnicode(false);
        builder.Property(m => m.Problem).HasMaxLength(500);
        builder.HasIndex(m => new { m.PartnerId, m.Identity }).IsUnique().HasDatabaseName("UX_InboxMessages_Identity");
        builder.HasIndex(m => new { m.PartnerId, m.Id }).HasDatabaseName("IX_InboxMessages_ToProcess").HasFilter("Status = 0");
        builder.HasIndex(m => m.PartnerId).HasDatabaseName("IX_InboxMessages_NotUnderstood").HasFilter("Status = 2");
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages");
        builder.Property(m => m.Kind).HasMaxLength(40);
        builder.Property(m => m.Key).HasMaxLength(100);
        builder.Property(m => m.Body).HasMaxLength(OutboxMessage.BodyLength);
        builder.Property(m => m.Subject).HasMaxLength(200);
        builder.Property(m => m.Lane).HasMaxLength(OutboxMessage.LaneLength);
        builder.Property(m => m.CreatedBy).HasMaxLength(100);
        builder.Property(m => m.Reference).HasMaxLength(200);
        builder.Property(m => m.DocumentHash).HasMaxLength(64).IsUnicode(false);
        builder.Property(m => m.Message).HasMaxLength(1000);
        builder.Property(m => m.RequestId).HasMaxLength(100);
        builder.Property(m => m.ClaimedBy).HasMaxLength(200);
        builder.HasIndex(m => new { m.PartnerId, m.Key }).IsUnique().HasDatabaseName("UX_OutboxMessages_Key");
        builder.HasIndex(m => m.NextAt).HasDatabaseName("IX_OutboxMessages_ToDo").HasFilter("Status IN (0,1,2,5)");
        builder.HasIndex(m => new { m.Status, m.Id }).HasDatabaseName("IX_OutboxMessages_ByStatus");
        builder.HasIndex(m => new { m.PartnerId, m.Lane, m.Id }).HasDatabaseName("IX_OutboxMessages_ByLane");
        builder.HasMany(m => m.Items).WithOne().HasForeignKey(i => i.MessageId);
    }

    public void Configure(EntityTypeBuilder<OutboxItem> builder)
    {
        builder.ToTable("OutboxItems");
        builder.HasIndex(i => i.MessageId).HasDatabaseName("IX_OutboxItems_OfMessage");
        builder.HasIndex(i => i.ReturnItemId).HasDatabaseName("IX_OutboxItems_OfReturnItem");
    }
}
