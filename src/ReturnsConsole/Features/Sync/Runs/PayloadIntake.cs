using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;

namespace ReturnsConsole.Features.Sync.Runs;

/// <summary>What became of a pull's payloads.</summary>
/// <param name="Trouble">Sentences about files that need a person; empty when all went through.</param>
internal sealed record IntakeResult(long Read, long New, long Changed, long Unchanged, long Rejected, IReadOnlyList<string> Trouble);

/// <summary>
/// Collects what a connector hands out into payload files, one per kind, leaving out documents that were taken before, and imports them. Memory stays flat:
/// documents go to disk as they come.
/// </summary>
internal sealed class PayloadIntake(IDbContextFactory<ConsoleContext> contexts, ReceivePayload receive, ImportRunner runner, string folder, int partnerId, string partner, int accountId, TimeProvider clock)
    : IPayloadSink, IAsyncDisposable
{
    /// <summary>The run that fetches; null: what is taken was pushed.</summary>
    public int? RunId { get; init; }

    private const int Batch = 500;
    private const int MostLooks = 600;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly DateTime now = clock.GetUtcNow().UtcDateTime;
    private readonly Dictionary<string, PayloadFile> files = [];
    private readonly List<(string Name, string Path)> reports = [];
    private readonly List<(string Payload, byte[] Json, long Hash)> held = [];
    private readonly HashSet<long> taken = [];
    private long read;
    private long unchanged;

    public async Task ReportAsync(string name, Stream content, string? charset, CancellationToken ct)
    {
        var path = NewPath();
        reports.Add((name, path));
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        await content.CopyToAsync(file, ct);
    }

    public async ValueTask DocumentAsync(string payload, ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        read++;
        held.Add((payload, OneLine(json.Span), HashOf(payload, json.Span)));
        if (held.Count >= Batch)
            await SiftAsync(ct);
    }

    /// <summary>Imports everything that was collected. What a stop or a fault leaves is collected again at the next run: nothing is remembered before it is committed.</summary>
    public async Task<IntakeResult> CommitAsync(CancellationToken ct)
    {
        await SiftAsync(ct);
        long added = 0, changed = 0, rejected = 0;
        var trouble = new List<string>();
        foreach (var file in files.Values)
            await file.DisposeAsync();
        var all = files.Values.Select(f => (f.Name, f.Path)).Concat(reports).ToList();
        foreach (var (name, path) in all)
        {
            var id = await receive.RunAsync(accountId, partner, name, path, RunId, ct);
            File.Delete(path);
            if (id is not { } fileId)
            {
                unchanged++;
                continue;
            }
            var done = await ImportAsync(fileId, ct);
            if (reports.Any(r => r.Name == name))
                read += done.Rows;
            switch (done.Status)
            {
                case ImportStatus.Done:
                    (added, changed, rejected) = (added + done.Accepted - done.Corrected, changed + done.Corrected, rejected + done.Rejected);
                    unchanged += done.Duplicates;
                    if (done.Rejected > 0)
                        trouble.Add($"{done.Name} (file {done.Id}): {done.Rejected:N0} rows were not taken; Imports shows which and why.");
                    break;
                case ImportStatus.AlreadyImported:
                    unchanged += done.Rows;
                    break;
                case ImportStatus.Refused or ImportStatus.NeedsAnswer:
                    rejected++;
                    trouble.Add($"{done.Name} (file {done.Id}): {done.Message}");
                    break;
                default:
                    throw new PayloadNotImportedException($"{done.Name} (file {done.Id}) is not imported yet: {done.Message ?? "another process has it"}");
            }
        }
        await RememberAsync(ct);
        files.Clear();
        reports.Clear();
        var result = new IntakeResult(read, added, changed, unchanged, rejected, trouble);
        (read, unchanged) = (0, 0);
        return result;
    }

    /// <summary>The queue's own reader may have been quicker and have the file now, or the database was busy: then the end is waited for.</summary>
    private async Task<SourceFile> ImportAsync(int fileId, CancellationToken ct)
    {
        for (var looks = 0; ; looks++)
        {
            await runner.RunFileAsync(fileId, ct);
            await using (var db = await contexts.CreateDbContextAsync(ct))
            {
                var file = await db.SourceFiles.AsNoTracking().SingleAsync(f => f.Id == fileId, ct);
                if (looks == MostLooks || file.Status is not (ImportStatus.Queued or ImportStatus.Reading))
                    return file;
            }
            await Task.Delay(LookEvery, clock, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in files.Values)
            await file.DisposeAsync();
        foreach (var path in files.Values.Select(f => f.Path).Concat(reports.Select(r => r.Path)))
            File.Delete(path);
    }

    /// <summary>Writes the held documents that are new.</summary>
    private async Task SiftAsync(CancellationToken ct)
    {
        if (held.Count == 0)
            return;
        var hashes = held.Select(h => h.Hash).Distinct().ToList();
        HashSet<long> seen;
        await using (var db = await contexts.CreateDbContextAsync(ct))
            seen = [.. await db.SeenDocuments.Where(d => d.PartnerId == partnerId && hashes.Contains(d.Hash)).Select(d => d.Hash).ToListAsync(ct)];
        foreach (var (payload, json, hash) in held)
        {
            if (seen.Contains(hash) || !taken.Add(hash))
            {
                unchanged++;
                continue;
            }
            var format = PayloadFormat.Of(payload) ?? throw new InvalidOperationException($"'{payload}' is no payload that is read here.");
            if (!files.TryGetValue(payload, out var file))
            {
                files[payload] = file = new PayloadFile($"{partner}, {format.Title}, {now:yyyy-MM-dd HH:mm:ss}", NewPath(), format.FirstLine);
            }
            // The evidence is kept for long: names and addresses do not go there, whether they were pushed or fetched.
            await file.WriteAsync(format.WithoutPersonal(json), ct);
        }
        held.Clear();
    }

    private async Task RememberAsync(CancellationToken ct)
    {
        if (taken.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        using (var rows = new EntityRows<SeenDocument>(db))
        {
            var id = db.NextId(typeof(SeenDocument));
            var day = SeenDocuments.DayOf(now);
            foreach (var hash in taken)
                rows.Add(new SeenDocument { PartnerId = partnerId, Hash = hash, Day = day }, id++);
            rows.Flush();
        }
        await transaction.CommitAsync(ct);
        taken.Clear();
    }

    private string NewPath() => Path.Combine(folder, Guid.NewGuid().ToString("N") + ".payload");

    private static long HashOf(string payload, ReadOnlySpan<byte> json)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(payload));
        hash.AppendData(PayloadFormat.Of(payload) is { } format ? format.IdentityOf(json) : json);
        Span<byte> result = stackalloc byte[32];
        hash.GetHashAndReset(result);
        return BinaryPrimitives.ReadInt64LittleEndian(result);
    }

    /// <summary>A document must stay on its line: line ends inside JSON are blanks between its parts, never part of a text.</summary>
    private static byte[] OneLine(ReadOnlySpan<byte> json)
    {
        var copy = json.ToArray();
        copy.AsSpan().Replace((byte)'\n', (byte)' ');
        copy.AsSpan().Replace((byte)'\r', (byte)' ');
        return copy;
    }

    private sealed class PayloadFile : IAsyncDisposable
    {
        private readonly FileStream stream;

        public PayloadFile(string name, string path, string firstLine)
        {
            (Name, Path) = (name, path);
            stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            stream.Write(Encoding.UTF8.GetBytes(firstLine + "\n"));
        }

        public string Name { get; }

        public string Path { get; }

        public async Task WriteAsync(ReadOnlyMemory<byte> json, CancellationToken ct)
        {
            await stream.WriteAsync(json, ct);
            stream.WriteByte((byte)'\n');
        }

        public ValueTask DisposeAsync() => stream.DisposeAsync();
    }
}

/// <summary>A payload lies here and is not imported: the window stays open and is fetched again.</summary>
public sealed class PayloadNotImportedException(string message) : Exception(message);

internal static class SeenDocuments
{
    private static readonly DateTime Start = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Longer than any look-back.</summary>
    public const int KeepDays = 120;

    public static int DayOf(DateTime at) => (int)(at - Start).TotalDays;
}
