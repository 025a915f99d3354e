using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReturnsConsole.Features.Triage;

internal sealed class TriageConfiguration : IEntityTypeConfiguration<ExceptionCase>, IEntityTypeConfiguration<CaseEvent>, IEntityTypeConfiguration<CaseTally>, IEntityTypeConfiguration<CaseTotal>, IEntityTypeConfiguration<CaseDay>,
    IEntityTypeConfiguration<ForcedMatch>, IEntityTypeConfiguration<OrderMatches>, IEntityTypeConfiguration<RecentMatches>, IEntityTypeConfiguration<ReconciliationRun>, IEntityTypeConfiguration<OrderChange>,
    IEntityTypeConfiguration<OrderRecheck>, IEntityTypeConfiguration<SavedView>, IEntityTypeConfiguration<ColumnChoice>
{
    public void Configure(EntityTypeBuilder<ExceptionCase> builder)
    {
        builder.ToTable("Cases");
        builder.Property(c => c.SubjectKey).HasMaxLength(200);
        builder.Property(c => c.OrderId).HasMaxLength(50);
        builder.Property(c => c.Sku).HasMaxLength(100);
        builder.Property(c => c.Marketplace).HasMaxLength(20);
        builder.Property(c => c.Currency).HasMaxLength(3);
        builder.Property(c => c.Headline).HasMaxLength(80);
        builder.Property(c => c.Sentence).HasMaxLength(600);
        builder.Property(c => c.Facts).HasMaxLength(8000);
        builder.Property(c => c.AssigneeName).HasMaxLength(100);
        builder.Property(c => c.ClosedReason).HasMaxLength(1000);
        builder.HasIndex(c => new { c.SubjectKey, c.Kind, c.AccountId }).IsUnique().HasDatabaseName("UX_Cases_Subject");
        builder.HasIndex(c => c.OrderKey).HasDatabaseName("IX_Cases_OfOrder");
        builder.HasIndex(c => c.ClearsBy).HasDatabaseName("IX_Cases_Waking").HasFilter("Status = 1");
        builder.HasIndex(c => c.Sku).HasDatabaseName("IX_Cases_OfSku").HasFilter("Sku <> ''");
        // What stands behind the id lets the list ask the other filters without a look into the table.
        builder.HasIndex(c => new { c.Status, c.AccountId, c.Kind, c.DueAt, c.Id, c.OpenedAt, c.Marketplace, c.Currency, c.AtRisk, c.AssigneeId }).HasDatabaseName("IX_Cases_QueueByDue");
        builder.HasIndex(c => new { c.Status, c.AccountId, c.Kind, c.OpenedAt, c.Id, c.Marketplace, c.Currency, c.AtRisk, c.AssigneeId }).HasDatabaseName("IX_Cases_QueueByOpened");
        builder.HasIndex(c => new { c.Status, c.AccountId, c.Kind, c.AtRisk, c.Id, c.Marketplace, c.AssigneeId }).HasDatabaseName("IX_Cases_QueueByRisk");
        builder.HasIndex(c => new { c.Status, c.AccountId, c.Kind, c.Currency, c.AtRisk, c.Id, c.Marketplace, c.AssigneeId }).HasDatabaseName("IX_Cases_QueueByMoney");
        builder.HasIndex(c => new { c.Status, c.AccountId, c.Kind, c.Marketplace, c.Id }).HasDatabaseName("IX_Cases_QueueByMarketplace");
        builder.HasIndex(c => new { c.AssigneeId, c.Status, c.AccountId, c.Kind, c.DueAt, c.Id }).HasDatabaseName("IX_Cases_OfPersonByDue");
        builder.HasIndex(c => new { c.AssigneeId, c.Status, c.AccountId, c.Kind, c.OpenedAt, c.Id }).HasDatabaseName("IX_Cases_OfPersonByOpened");
        builder.HasIndex(c => new { c.AssigneeId, c.Status, c.AccountId, c.Kind, c.AtRisk, c.Id }).HasDatabaseName("IX_Cases_OfPersonByRisk");
    }

    public void Configure(EntityTypeBuilder<CaseEvent> builder)
    {
        builder.Property(e => e.Text).HasMaxLength(4000);
        builder.Property(e => e.ActorName).HasMaxLength(100);
        builder.HasIndex(e => new { e.CaseId, e.Id }).HasDatabaseName("IX_CaseEvents_OfCase");
        builder.HasIndex(e => e.At).HasDatabaseName("IX_CaseEvents_Noticed").HasFilter("Kind = 0");
    }

    public void Configure(EntityTypeBuilder<CaseTally> builder)
    {
        builder.HasKey(t => new { t.CompanyId, t.AccountId, t.Kind, t.Status, t.AssigneeId, t.Currency, t.OpenedDay, t.DueDay });
        builder.Property(t => t.Currency).HasMaxLength(3);
        builder.HasIndex(t => new { t.AssigneeId, t.Status, t.AccountId, t.Kind, t.DueDay, t.OpenedDay, t.CompanyId, t.Cases }).HasDatabaseName("IX_CaseTallies_OfPerson");
    }

    public void Configure(EntityTypeBuilder<CaseDay> builder) => builder.HasKey(d => new { d.Status, d.AccountId, d.Kind, d.DueDay, d.OpenedDay, d.CompanyId });

    public void Configure(EntityTypeBuilder<CaseTotal> builder) => builder.HasKey(t => new { t.Status, t.AccountId, t.Kind, t.AssigneeId, t.CompanyId });

    public void Configure(EntityTypeBuilder<ForcedMatch> builder)
    {
        builder.Property(m => m.Reason).HasMaxLength(1000);
        builder.Property(m => m.ReturnKey).HasMaxLength(250);
        builder.HasIndex(m => new { m.AccountId, m.RefundKey }).IsUnique().HasDatabaseName("UX_ForcedMatches_Refund");
        builder.HasIndex(m => m.RefundOrderKey).HasDatabaseName("IX_ForcedMatches_OfRefundOrder");
        builder.HasIndex(m => m.ReturnOrderKey).HasDatabaseName("IX_ForcedMatches_OfReturnOrder");
    }

    public void Configure(EntityTypeBuilder<OrderMatches> builder)
    {
        builder.ToTable("OrderMatches");
        builder.HasKey(m => m.OrderKey);
        builder.Property(m => m.OrderKey).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<RecentMatches> builder)
    {
        builder.ToTable("RecentMatches");
        builder.HasKey(m => m.OrderKey);
        builder.Property(m => m.OrderKey).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ReconciliationRun> builder) => builder.HasKey(r => r.Id);

    public void Configure(EntityTypeBuilder<OrderChange> builder) => builder.HasKey(c => c.Seq);

    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.Property(v => v.Name).HasMaxLength(SavedViews.MaxName);
        builder.Property(v => v.UserName).HasMaxLength(100);
        builder.Property(v => v.Query).HasMaxLength(1500);
        builder.HasIndex(v => v.UserId).HasDatabaseName("IX_SavedViews_OfPerson");
    }

    public void Configure(EntityTypeBuilder<ColumnChoice> builder)
    {
        builder.HasKey(c => c.UserId);
        builder.Property(c => c.UserId).ValueGeneratedNever();
        builder.Property(c => c.Columns).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<OrderRecheck> builder)
    {
        builder.HasKey(r => r.OrderKey);
        builder.Property(r => r.OrderKey).ValueGeneratedNever();
        builder.HasIndex(r => r.At).HasDatabaseName("IX_OrderRechecks_Due");
    }
}
