using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Imports;

/// <summary>The import pipeline over a real SQLite file, with one account.</summary>
internal sealed class ImportHouse : IDisposable
{
    public ImportHouse(IPartnerFileReader? reader = null, Func<string, Stream>? create = null)
    {
        Reader = reader ?? new PartnerFileReader();
        var host = new Host(Database.Folder);
        Storage = new StorageOptions { Folder = Path.Combine(Database.Folder, "data") };
        var storage = Options.Create(Storage);
        Evidence = create is null ? new EvidenceStore(storage, host) : new EvidenceStore(storage, host) { Create = create };
        Audit = new AuditTrail(Clock);
        Progress = new ImportProgress(Feed, Clock);
        Receive = new ReceiveFile(Database, Guard, Evidence, Reader, storage, host, new ImportWork(), Feed, Clock);
        Runner = NewRunner();
        new FirstAccount(Database, Audit).RunAsync(Actor.System, default).GetAwaiter().GetResult();
    }

    public TestDatabase Database { get; } = new();

    /// <summary>What went wrong on our side.</summary>
    public List<Exception> Errors { get; } = [];

    public FakeClock Clock { get; } = new();

    public ChangeFeed Feed { get; } = new();

    public IAccessGuard Guard { get; } = new AllowAll();

    public IPartnerFileReader Reader { get; }

    public StorageOptions Storage { get; }

    public EvidenceStore Evidence { get; }

    public AuditTrail Audit { get; }

    public ImportProgress Progress { get; }

    public ReceiveFile Receive { get; }

    public ImportRunner Runner { get; }

    public static Actor Anna { get; } = new(7, "Anna", null);

    public static string Sample(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "tests", "samples")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "tests", "samples", "given", name);
    }

    public ImportRunner NewRunner() =>
        new(Database, Evidence, Reader, Audit, Clock, Progress, Feed, new ReconciliationRequests(), new ErrorLog(Errors));

    public ImportVerb NewVerb() => new(Database, Receive, Runner, new FirstAccount(Database, Audit), Guard,
        new AnswerCulture(Database, Guard, Evidence, Audit, new ImportWork(), Feed), Clock);

    public async Task<SourceFile> ImportAsync(string name, byte[] content)
    {
        var reception = await Receive.RunAsync(Anna, null, name, new MemoryStream(content), default);
        Assert.True(reception.Files.Count == 1, reception.Outcome.Message);
        await Runner.RunFileAsync(reception.Files[0].FileId, default);
        return await FileAsync(reception.Files[0].FileId);
    }

    public Task<SourceFile> ImportAsync(string name, string content) => ImportAsync(name, Encoding.UTF8.GetBytes(content));

    public async Task<SourceFile> FileAsync(int id)
    {
        await using var db = Database.CreateDbContext();
        return await db.SourceFiles.AsNoTracking().SingleAsync(f => f.Id == id);
    }

    public long Count(string table)
    {
        using var db = Database.CreateDbContext();
        db.Database.OpenConnection();
        using var command = db.NewCommand($"SELECT COUNT(*) FROM \"{table}\"");
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>How many rows every table of facts has.</summary>
    public IReadOnlyDictionary<string, long> Counts() => new[]
    {
        "SourceRecords", "RejectedRows", "OrderLines", "ReturnItems", "GoodsReceipts", "Settlements", "SettlementLines", "RefundSightings", "Reimbursements", "OrderChanges",
    }.ToDictionary(t => t, Count);

    public void Dispose() => Database.Dispose();

    private sealed class ErrorLog(List<Exception> errors) : ILogger<ImportRunner>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null)
                errors.Add(exception);
        }
    }

    private sealed class Host(string folder) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = folder;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
