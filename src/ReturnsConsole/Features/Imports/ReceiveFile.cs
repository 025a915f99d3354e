using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Features.Imports.Queue;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>One report that was received.</summary>
/// <param name="FileId">Its <see cref="SourceFile"/>.</param>
/// <param name="SameAs">The file of the same content that was received before; null when it is new.</param>
public sealed record ReceivedFile(int FileId, string Name, ImportStatus Status, string? Message, int? SameAs);

/// <summary>What receiving led to. Refused as a whole: <see cref="Files"/> is empty and the outcome says why.</summary>
public sealed record Reception(Outcome Outcome, IReadOnlyList<ReceivedFile> Files);

/// <summary>Takes a file from a person: keeps it as evidence and queues every report inside it. The same content for the same account is not queued twice.</summary>
public sealed class ReceiveFile(
    IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, EvidenceStore evidence, IPartnerFileReader reader, IOptions<StorageOptions> storage, IHostEnvironment host,
    ImportWork work, ChangeFeed feed, TimeProvider clock)
{
    /// <param name="accountId">Null: the only one there is.</param>
    /// <param name="name">What people call the file.</param>
    /// <param name="content">The bytes. A file stream that stands at its start is read in place, anything else is stored first.</param>
    public async Task<Reception> RunAsync(Actor actor, int? accountId, string name, Stream content, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ImportFiles, ct) is { } refusal)
            return Refused(Outcome.Forbidden(refusal));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (account, unclear) = await AccountChoice.ChooseAsync(db, guard, actor, accountId, ct);
        if (account is null)
            return Refused(unclear!);
        string? temporary = null;
        try
        {
            var path = content is FileStream { CanSeek: true, Position: 0 } onDisk ? onDisk.Name : temporary = await KeepAsync(content, ct);
            return await ReceiveAsync(db, actor, account.Id, path, Path.GetFileName(name), ct);
        }
        catch (Exception exception) when (DiskTrouble.Words(exception) is { } words)
        {
            return Refused(Outcome.Refused(words));
        }
        finally
        {
            if (temporary is not null)
                File.Delete(temporary);
        }
    }

    private async Task<Reception> ReceiveAsync(ConsoleContext db, Actor actor, int accountId, string path, string name, CancellationToken ct)
    {
        var before = Stamp(path);
        var received = new List<ReceivedFile>();
        FileEntry whole = new(name, before.Length, before.Length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1));
        IReadOnlyList<FileEntry> entries;
        try
        {
            entries = reader.Entries(path, name);
        }
        catch (PartnerFileException damaged)
        {
            return await RefusedAsync(db, actor, accountId, whole, damaged.Refusal.Message, ct);
        }
        foreach (var entry in entries)
        {
            try
            {
                var stored = await evidence.StoreAsync(entry, ct);
                if (Stamp(path) != before)
                    return Refused(Outcome.Refused($"{name} was changed while it was being read. Wait until whoever writes it is done, then import it again."));
                received.Add(await QueueAsync(db, actor, accountId, entry.Name, stored, ct));
            }
            catch (PartnerFileException damaged)
            {
                received.AddRange((await RefusedAsync(db, actor, accountId, whole with { Name = entry.Name }, damaged.Refusal.Message, ct)).Files);
            }
        }
        work.Signal();
        feed.Publish(ChangeTopic.Imports);
        return new Reception(Outcome.Done(received.Count == 1 ? $"{name} is received." : $"{name} is received: {received.Count} reports."), received);
    }

    /// <summary>A container that cannot be opened is kept as it came, so that the refusal can be looked into.</summary>
    private async Task<Reception> RefusedAsync(ConsoleContext db, Actor actor, int accountId, FileEntry whole, string message, CancellationToken ct)
    {
        var stored = await evidence.StoreAsync(whole, ct);
        var file = NewFile(actor, accountId, whole.Name, stored);
        file.Status = ImportStatus.Refused;
        file.Message = message;
        file.FinishedAt = file.ReceivedAt;
        db.SourceFiles.Add(file);
        await db.SaveChangesAsync(ct);
        feed.Publish(ChangeTopic.Imports);
        return new Reception(Outcome.Done(message), [new ReceivedFile(file.Id, whole.Name, file.Status, message, null)]);
    }

    private async Task<ReceivedFile> QueueAsync(ConsoleContext db, Actor actor, int accountId, string name, StoredEvidence stored, CancellationToken ct)
    {
        // Looked up and added under the write lock: two people with the same file at once get one import.
        await using var transaction = await db.BeginWriteAsync(ct);
        var known = await db.SourceFiles.AsNoTracking().Where(f => f.Sha256 == stored.Sha256 && f.AccountId == accountId
                && (f.Status == ImportStatus.Done || f.Status == ImportStatus.Queued || f.Status == ImportStatus.Reading || f.Status == ImportStatus.NeedsAnswer))
            .OrderBy(f => f.Status == ImportStatus.Done ? 0 : 1).ThenBy(f => f.Id).FirstOrDefaultAsync(ct);
        if (known is not null && known.Status != ImportStatus.Done)
        {
            var waiting = known.Status == ImportStatus.NeedsAnswer ? "waits for an answer" : "is being imported";
            return new ReceivedFile(known.Id, name, known.Status, $"The same file {waiting} already, brought by {known.ReceivedByName} as {known.Name}.", known.Id);
        }
        var file = NewFile(actor, accountId, name, stored);
        if (known is not null)
        {
            file.Status = ImportStatus.AlreadyImported;
            file.Message = AlreadyImported(known);
            file.FinishedAt = file.ReceivedAt;
            file.Format = known.Format;
            file.Layout = known.Layout;
            file.Encoding = known.Encoding;
            file.Numbers = known.Numbers;
            file.Dates = known.Dates;
            file.Rows = file.Duplicates = known.Rows;
        }
        db.SourceFiles.Add(file);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new ReceivedFile(file.Id, name, file.Status, file.Message, known?.Id);
    }

    internal static string AlreadyImported(SourceFile known) => string.Create(
        CultureInfo.InvariantCulture, $"Nothing to do: the same content was imported on {known.FinishedAt ?? known.ReceivedAt:yyyy-MM-dd HH:mm} UTC by {known.ReceivedByName} as {known.Name} (file {known.Id}).");

    private SourceFile NewFile(Actor actor, int accountId, string name, StoredEvidence stored) => new()
    {
        AccountId = accountId,
        Name = name.Length <= 260 ? name : name[..259] + "…",
        Sha256 = stored.Sha256,
        Bytes = stored.Bytes,
        ReceivedAt = clock.GetUtcNow().UtcDateTime,
        ReceivedById = actor.UserId,
        ReceivedByName = actor.Name,
    };

    private async Task<string> KeepAsync(Stream content, CancellationToken ct)
    {
        var path = Path.Combine(storage.Value.FolderOf(host, "incoming"), Guid.NewGuid().ToString("N") + ".upload");
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 18);
            await content.CopyToAsync(file, ct);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        return path;
    }

    private static (long Length, DateTime Changed) Stamp(string path)
    {
        var file = new FileInfo(path);
        return (file.Length, file.LastWriteTimeUtc);
    }

    private static Reception Refused(Outcome outcome) => new(outcome, []);
}
