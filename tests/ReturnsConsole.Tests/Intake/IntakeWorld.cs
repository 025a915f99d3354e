using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Features.Intake.Answers;
using ReturnsConsole.Features.Intake.Identifiers;
using ReturnsConsole.Features.Intake.Pictures;
using ReturnsConsole.Features.Intake.Shelf;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Triage;
using Xunit;

namespace ReturnsConsole.Tests.Intake;

/// <summary>A dock on a real SQLite file: two orders with returns, the use cases wired by hand.</summary>
internal sealed class IntakeWorld : IDisposable
{
    public const string Order = "204-1234567-7654321";
    public const string Tracking = "1Z999AA10123456784";
    public const string Rma = "DfqRyqfBRRMA";

    public IntakeWorld()
    {
        Triage = new TriageWorld();
        Evidence = new EvidenceStore(Microsoft.Extensions.Options.Options.Create(new StorageOptions { Folder = Path.Combine(Triage.Database.Folder, "data") }), new Host(Triage.Database.Folder));
        Accounts = new VisibleAccounts(Triage.Database, Triage.Guard);
        Audit = new AuditTrail(Triage.Clock);
        LookUp = new LookUpParcel(Triage.Database, Triage.Guard, Accounts, Settings);
        Take = new TakeScan(Triage.Database, Triage.Guard, Triage.Feed, Triage.Clock);
        Authorize = Authorizing(Audit);
        Undo = new UndoAuthorization(Triage.Database, Triage.Guard, Accounts, Evidence, Audit, Triage.Requests, Triage.Feed, Triage.Clock);
        Shelve = new ShelveParcel(Triage.Database, Triage.Guard, Accounts, Evidence, Audit, Settings, Triage.Requests, Triage.Feed, Triage.Clock);
        UndoShelving = new UndoShelving(Triage.Database, Triage.Guard, Accounts, Evidence, Audit, Triage.Requests, Triage.Feed, Triage.Clock);
        Photos = new TakePhoto(Triage.Database, Triage.Guard, Evidence, Settings, Triage.Clock);
    }

    public TriageWorld Triage { get; }

    public EvidenceStore Evidence { get; }

    public VisibleAccounts Accounts { get; }

    public AuditTrail Audit { get; }

    public IOptions<IntakeOptions> Settings { get; } = Microsoft.Extensions.Options.Options.Create(new IntakeOptions());

    public LookUpParcel LookUp { get; }

    public TakeScan Take { get; }

    public AuthorizePostHoc Authorize { get; }

    public UndoAuthorization Undo { get; }

    public ShelveParcel Shelve { get; }

    public UndoShelving UndoShelving { get; }

    public TakePhoto Photos { get; }

    public Actor Wanda { get; } = new(8, "Wanda Hill", null);

    public Actor Piet { get; } = new(9, "Piet Vos", null);

    /// <summary>Two boots and socks ordered; Amazon has let one boot come back on its prepaid label and says that it was delivered.</summary>
    public async Task<IntakeWorld> WithDarkReturnAsync()
    {
        Triage.Line(Order, "BOOT-42", 16_998, quantity: 2, alias: "SHOP-77001");
        Triage.Line(Order, "SOCK", 990);
        Triage.Return(Order, "BOOT-42", 0, rma: Rma, tracking: Tracking, delivered: 5, label: "AmazonPrePaidLabel");
        await FillAsync();
        Triage.GoTo(30);
        await Triage.RunAsync();
        Assert.Single(await OpenAsync(CaseKind.DarkReturn));
        return this;
    }

    public Task FillAsync() => new FillIdentifiers(Triage.Database).RunAsync(default);

    public AuthorizePostHoc Authorizing(AuditTrail audit) => new(Triage.Database, Triage.Guard, Accounts, Evidence, audit, Triage.Requests, Triage.Feed, Triage.Clock);

    public async Task<ParcelAnswer> ScanAsync(string code) => (await LookUp.RunAsync(Wanda, code, default)).Value!;

    public static AuthorizeRequest Request(ParcelOrder order, ParcelLine line, int quantity = 1, ParcelFinding finding = ParcelFinding.AsAnnounced, Guid? scan = null, Guid? photo = null, int? shelved = null) =>
        new(scan ?? Guid.NewGuid(), 0, Tracking, order.AccountId, order.OrderKey, order.Stamp, line.Sku, line.OrderItemId, quantity, finding, "", photo, ShelvedId: shelved);

    public async Task<Guid> PhotoAsync()
    {
        var result = await Photos.RunAsync(Wanda, new MemoryStream(Pictures.Jpeg()), default);
        Assert.True(result.Outcome.Succeeded, result.Outcome.Message);
        return result.Id!.Value;
    }

    public async Task<List<Features.Triage.ExceptionCase>> OpenAsync(CaseKind kind) => (await Triage.CasesAsync()).Where(c => c.Kind == kind).ToList();

    public async Task<List<GoodsReceipt>> ReceiptsAsync()
    {
        await using var db = Triage.Database.CreateDbContext();
        return await db.GoodsReceipts.AsNoTracking().OrderBy(r => r.Id).ToListAsync();
    }

    public async Task<int> CountAsync<T>()
        where T : class
    {
        await using var db = Triage.Database.CreateDbContext();
        return await db.Set<T>().CountAsync();
    }

    public void Dispose() => Triage.Dispose();

    private sealed class Host(string folder) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = folder;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

/// <summary>Pictures made of bytes.</summary>
internal static class Pictures
{
    public const string Secret = "GPS 52.3702 4.8952 Canon of Jan";

    /// <summary>The skeleton of a JPEG: JFIF, EXIF with a secret, a comment, one scan.</summary>
    public static byte[] Jpeg()
    {
        using var picture = new MemoryStream();
        picture.Write([0xFF, 0xD8]);
        Segment(0xE0, "JFIF\0"u8.ToArray());
        Segment(0xE1, System.Text.Encoding.ASCII.GetBytes("Exif\0\0" + Secret));
        Segment(0xFE, System.Text.Encoding.ASCII.GetBytes(Secret));
        Segment(0xDB, new byte[65]);
        Segment(0xDA, [1, 2, 3]);
        picture.Write([0x12, 0x34, 0xFF, 0x00, 0x56, 0xFF, 0xD9]);
        picture.Write(System.Text.Encoding.ASCII.GetBytes(Secret));
        return picture.ToArray();

        void Segment(byte marker, byte[] content)
        {
            picture.Write([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2)]);
            picture.Write(content);
        }
    }
}
