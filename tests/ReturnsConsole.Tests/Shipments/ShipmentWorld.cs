using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Facts;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Shipments.Claims;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Intake;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Shipments;

/// <summary>A hub's shipments on a real SQLite file, and the use cases of unloading wired by hand.</summary>
internal sealed class ShipmentWorld : IDisposable
{
    public const string Number = "PO-7001";

    public ShipmentWorld()
    {
        Settings = new SettingsReader(Triage.Database, Triage.Feed, Triage.Clock);
        List = new ShipmentList(Triage.Database, Triage.Guard, Dock.Accounts, Settings);
        Details = new ShipmentDetails(Triage.Database, Triage.Guard, Settings);
        Unload = new UnloadItem(Triage.Database, Triage.Guard, Triage.Feed, Triage.Clock);
        Undo = new UndoScan(Triage.Database, Triage.Guard, Dock.Audit, Triage.Feed, Triage.Clock);
        Receipts = new WriteUnloadReceipts(Triage.Database, Dock.Evidence, Dock.Audit, Triage.Requests, Triage.Feed, Triage.Clock);
        var steering = new ShipmentSteering(Triage.Database, Triage.Guard, Dock.Audit, Triage.Feed, Triage.Clock);
        Pause = new PauseUnloading(steering);
        Resume = new ResumeUnloading(steering);
        Close = new CloseShipment(steering, Receipts, Triage.Requests);
        Reopen = new ReopenShipment(steering, Triage.Requests);
        Claim = new ExportClaim(Triage.Database, Triage.Guard, Settings, Dock.Audit, Triage.Feed, Triage.Clock);
    }

    public IntakeWorld Dock { get; } = new();

    public TriageWorld Triage => Dock.Triage;

    public SettingsReader Settings { get; }

    public ShipmentList List { get; }

    public ShipmentDetails Details { get; }

    public UnloadItem Unload { get; }

    public UndoScan Undo { get; }

    public WriteUnloadReceipts Receipts { get; }

    public PauseUnloading Pause { get; }

    public ResumeUnloading Resume { get; }

    public CloseShipment Close { get; }

    public ReopenShipment Reopen { get; }

    public ExportClaim Claim { get; }

    public Actor Wanda => Dock.Wanda;

    public Actor Piet => Dock.Piet;

    public static string OrderOf(int n) => string.Create(CultureInfo.InvariantCulture, $"302-{n:D7}-{n:D7}");

    public static ShipmentItemRow Row(int n, string shipment = Number, string? sku = null, string? label = null, string? rma = null) => new()
    {
        Row = default,
        Platform = PlatformNames.HappyReturns,
        ShipmentId = shipment,
        ItemId = string.Create(CultureInfo.InvariantCulture, $"HRI{n:D6}"),
        ReturnId = string.Create(CultureInfo.InvariantCulture, $"HRRET{n:D5}"),
        OrderId = OrderOf(n),
        RmaId = rma ?? string.Create(CultureInfo.InvariantCulture, $"RMA{n:D6}"),
        Sku = sku ?? string.Create(CultureInfo.InvariantCulture, $"SKU-{n}"),
        Carrier = "UPS",
        TrackingId = "1Z999AA1" + shipment.GetHashCode(StringComparison.Ordinal).ToString("X8", CultureInfo.InvariantCulture),
        PalletNumber = "P1",
        BoxBarcode = string.Create(CultureInfo.InvariantCulture, $"BOX{n / 10}"),
        LabelId = label ?? string.Create(CultureInfo.InvariantCulture, $"HRB{n:D7}"),
        DepartedUtc = TriageWorld.Day(0),
    };

    /// <summary>A manifest, brought the way an import brings it.</summary>
    public int Bring(params IReadOnlyList<ShipmentItemRow> rows)
    {
        using var db = Triage.Database.CreateDbContext();
        using var transaction = db.Database.BeginTransaction();
        var file = new SourceFile { AccountId = Triage.Database.AccountId, Name = "shipments.jsonl", Sha256 = Guid.NewGuid().ToString("N"), Bytes = 0, ReceivedById = 0, ReceivedAt = Triage.Clock.Now, ReceivedByName = "test", Status = ImportStatus.Done, StartedAt = Triage.Clock.Now, FinishedAt = Triage.Clock.Now };
        db.SourceFiles.Add(file);
        db.SaveChanges();
        using (var sink = new FactSink(db, file, _ => { }, default))
        {
            for (var i = 0; i < rows.Count; i++)
                sink.ShipmentItem(rows[i] with { Row = new RowRef(i + 1, HashCode.Combine(rows[i].ShipmentId, rows[i].ItemId, rows[i].Sku, rows[i].LabelId)) });
            sink.Finish();
        }
        db.SaveChanges();
        transaction.Commit();
        return db.ConsolidatedShipments.Single(s => s.ShipmentId == rows[0].ShipmentId).Id;
    }

    public int BringItems(int count, string shipment = Number, int first = 1) => Bring([.. Enumerable.Range(first, count).Select(n => Row(n, shipment))]);

    public void Lines(params IReadOnlyList<(int N, long Price)> orders)
    {
        foreach (var (n, price) in orders)
            Triage.Line(OrderOf(n), $"SKU-{n}", price);
    }

    public Task<UnloadAnswer> ScanAsync(int shipment, string code, Actor? by = null, Guid? scan = null) => Unload.RunAsync(by ?? Wanda, shipment, scan ?? Guid.NewGuid(), code, null, default);

    public async Task<ShipmentDetail> ReadAsync(int shipment, ManifestShow show = ManifestShow.All) => (await Details.RunAsync(Wanda, shipment, show, null, default)).Value!;

    public async Task CloseAsync(int shipment)
    {
        var seen = await ReadAsync(shipment);
        var outcome = await Close.RunAsync(Wanda, shipment, seen.Version, seen.Row.Count.Missing, default);
        Assert.True(outcome.Succeeded, outcome.Message);
        await Triage.RunAsync();
    }

    public async Task<ExceptionCase?> CaseAsync(CaseKind kind) => (await Triage.CasesAsync()).SingleOrDefault(c => c.Kind == kind);

    public async Task<List<ShipmentScan>> ScansAsync()
    {
        await using var db = Triage.Database.CreateDbContext();
        return await db.ShipmentScans.AsNoTracking().OrderBy(s => s.Id).ToListAsync();
    }

    public void Dispose()
    {
        Receipts.Dispose();
        Unload.Dispose();
        Settings.Dispose();
        Dock.Dispose();
    }
}
