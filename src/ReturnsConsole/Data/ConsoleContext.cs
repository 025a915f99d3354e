using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ApiKeys;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Articles;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.Notices;
using ReturnsConsole.Features.Partners;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Receiving;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Features.Stock.Ledger;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Attachments;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Features.Vendor;

namespace ReturnsConsole.Data;

/// <summary>Everything the console keeps. One derived context per database, for migrations and column types.</summary>
public abstract class ConsoleContext(DbContextOptions options) : IdentityUserContext<ConsoleUser, int>(options)
{
    public DbSet<Company> Companies => Set<Company>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<UserCompany> UserCompanies => Set<UserCompany>();

    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<SourceFile> SourceFiles => Set<SourceFile>();

    public DbSet<SourceRecord> SourceRecords => Set<SourceRecord>();

    public DbSet<RejectedSourceRow> RejectedRows => Set<RejectedSourceRow>();

    public DbSet<OrderLine> OrderLines => Set<OrderLine>();

    public DbSet<ReturnItem> ReturnItems => Set<ReturnItem>();

    public DbSet<ReturnSighting> ReturnSightings => Set<ReturnSighting>();

    public DbSet<GoodsReceipt> GoodsReceipts => Set<GoodsReceipt>();

    public DbSet<ItemGrading> ItemGradings => Set<ItemGrading>();

    public DbSet<GradingPhoto> GradingPhotos => Set<GradingPhoto>();

    public DbSet<ReasonCodeVersion> ReasonCodeVersions => Set<ReasonCodeVersion>();

    public DbSet<ReasonCodeMapping> ReasonCodeMappings => Set<ReasonCodeMapping>();

    public DbSet<ReleasedReturn> ReleasedReturns => Set<ReleasedReturn>();

    public DbSet<ReasonCodeReview> ReasonCodeReviews => Set<ReasonCodeReview>();

    public DbSet<Settlement> Settlements => Set<Settlement>();

    public DbSet<SettlementLine> SettlementLines => Set<SettlementLine>();

    public DbSet<RefundSighting> RefundSightings => Set<RefundSighting>();

    public DbSet<Reimbursement> Reimbursements => Set<Reimbursement>();

    public DbSet<ManifestItem> ManifestItems => Set<ManifestItem>();

    public DbSet<ConsolidatedShipment> ConsolidatedShipments => Set<ConsolidatedShipment>();

    public DbSet<ShipmentScan> ShipmentScans => Set<ShipmentScan>();

    public DbSet<StockMovement> StockMovements => Set<StockMovement>();

    public DbSet<StockBalance> StockBalances => Set<StockBalance>();

    public DbSet<StockPosition> StockPositions => Set<StockPosition>();

    public DbSet<StockCorrection> StockCorrections => Set<StockCorrection>();

    public DbSet<KitRecipe> KitRecipes => Set<KitRecipe>();

    public DbSet<KitComponent> KitComponents => Set<KitComponent>();

    public DbSet<StockTold> StockTold => Set<StockTold>();

    public DbSet<PartnerStock> PartnerStock => Set<PartnerStock>();

    public DbSet<VendorPaperLine> VendorPaperLines => Set<VendorPaperLine>();

    public DbSet<VendorCredit> VendorCredits => Set<VendorCredit>();

    public DbSet<UnknownValue> UnknownValues => Set<UnknownValue>();

    public DbSet<ParcelIdentifier> ParcelIdentifiers => Set<ParcelIdentifier>();

    public DbSet<ReturnAuthorization> ReturnAuthorizations => Set<ReturnAuthorization>();

    public DbSet<ParcelScan> ParcelScans => Set<ParcelScan>();

    public DbSet<UnidentifiedParcel> UnidentifiedParcels => Set<UnidentifiedParcel>();

    public DbSet<UnidentifiedCode> UnidentifiedCodes => Set<UnidentifiedCode>();

    public DbSet<ArticleCode> ArticleCodes => Set<ArticleCode>();

    public DbSet<IntakePhoto> IntakePhotos => Set<IntakePhoto>();

    public DbSet<Partner> Partners => Set<Partner>();

    public DbSet<SyncStream> SyncStreams => Set<SyncStream>();

    public DbSet<SyncRun> SyncRuns => Set<SyncRun>();

    public DbSet<SeenDocument> SeenDocuments => Set<SeenDocument>();

    public DbSet<InboxMessage> InboxMessages => Set<InboxMessage>();

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<OutboxItem> OutboxItems => Set<OutboxItem>();

    public DbSet<RefundRequest> RefundRequests => Set<RefundRequest>();

    public DbSet<RefundReservation> RefundReservations => Set<RefundReservation>();

    public DbSet<RefundBatch> RefundBatches => Set<RefundBatch>();

    public DbSet<RefundLook> RefundLooks => Set<RefundLook>();

    public DbSet<ExceptionCase> Cases => Set<ExceptionCase>();

    public DbSet<CaseEvent> CaseEvents => Set<CaseEvent>();

    public DbSet<CaseTally> CaseTallies => Set<CaseTally>();

    public DbSet<CaseDay> CaseDays => Set<CaseDay>();

    public DbSet<CaseTotal> CaseTotals => Set<CaseTotal>();

    public DbSet<ForcedMatch> ForcedMatches => Set<ForcedMatch>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<ColumnChoice> ColumnChoices => Set<ColumnChoice>();

    public DbSet<CaseAttachment> CaseAttachments => Set<CaseAttachment>();

    public DbSet<WriteOff> WriteOffs => Set<WriteOff>();

    public DbSet<OrderMatches> OrderMatches => Set<OrderMatches>();

    public DbSet<RecentMatches> RecentMatches => Set<RecentMatches>();

    public DbSet<ReconciliationRun> ReconciliationRuns => Set<ReconciliationRun>();

    public DbSet<OrderChange> OrderChanges => Set<OrderChange>();

    public DbSet<OrderRecheck> OrderRechecks => Set<OrderRecheck>();

    public DbSet<RaisedCase> RaisedCases => Set<RaisedCase>();

    public DbSet<OrderWatch> OrderWatches => Set<OrderWatch>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<SettingValue> SettingValues => Set<SettingValue>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ConsoleContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            // What people edit carries a version of the application's own: SQLite has no row version.
            if (entity.FindProperty("Version") is { } version && version.ClrType == typeof(int))
                version.IsConcurrencyToken = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<string>().HaveMaxLength(200);
        configurationBuilder.Properties<Enum>().HaveConversion<byte>();
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State == EntityState.Modified && entry.Metadata.FindProperty("Version") is { } version && version.ClrType == typeof(int))
                entry.CurrentValues["Version"] = (int)entry.OriginalValues["Version"]! + 1;
        }
    }
}
