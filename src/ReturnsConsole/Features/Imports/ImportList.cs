using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>One received file as lists show it.</summary>
/// <param name="SameAs">The earlier import of the same content, for a file that was known already.</param>
public sealed record ImportRow(int Id, string Name, string Account, long Bytes, DateTime ReceivedAt, string ReceivedBy, ImportStatus Status, FileFormat Format, string Layout, FileEncoding Encoding,
    NumberCulture Numbers, DateOrder Dates, string? Question, string? Answers, string? Message, long Rows, long Accepted, long Duplicates, long Rejected, DateTime? FinishedAt, string Sha256, string Decisions, int? SameAs, long Ignored = 0, bool FromPartner = false);

/// <summary>Where files came from.</summary>
public enum FileSource
{
    ByHand,
    Partners,
}

/// <summary>Newest first.</summary>
/// <param name="OlderThan">To ask for the next page with; null when there is none.</param>
public sealed record ImportPage(IReadOnlyList<ImportRow> Items, int? OlderThan);

/// <summary>Received files of the accounts a person sees.</summary>
public sealed class ImportList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public Task<Answer<ImportPage>> RunAsync(Actor actor, int? olderThan, int size, CancellationToken ct) => RunAsync(actor, null, olderThan, size, ct);

    /// <param name="source">Null: from everywhere.</param>
    /// <param name="olderThan">Id of the last row of the page before; null for the newest.</param>
    public async Task<Answer<ImportPage>> RunAsync(Actor actor, FileSource? source, int? olderThan, int size, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewImports, ct) is { } refusal)
            return Answer.Refused<ImportPage>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var seen = Seen(db, await guard.CompaniesAsync(actor, ct));
        if (source is { } from)
            seen = seen.Where(f => f.FromPartner == (from == FileSource.Partners));
        var files = seen.Where(f => f.Layout != OwnReceipts.Layout && (olderThan == null || f.Id < olderThan)).OrderByDescending(f => f.Id).Take(Math.Clamp(size, 1, 200) + 1);
        var rows = await Rows(db, files).ToListAsync(ct);
        var more = rows.Count > size;
        if (more)
            rows.RemoveAt(size);
        return Answer.Of(new ImportPage(rows, more ? rows[^1].Id : null));
    }

    internal static IQueryable<SourceFile> Seen(ConsoleContext db, IReadOnlySet<int>? companies)
    {
        var files = db.SourceFiles.AsNoTracking();
        if (companies is null)
            return files;
        var seen = companies.ToList();
        return files.Where(f => db.Accounts.Any(a => a.Id == f.AccountId && seen.Contains(a.CompanyId)));
    }

    internal static IQueryable<ImportRow> Rows(ConsoleContext db, IQueryable<SourceFile> files) =>
        files.Select(f => new ImportRow(f.Id, f.Name, db.Accounts.Where(a => a.Id == f.AccountId).Select(a => a.Name).First(), f.Bytes, f.ReceivedAt, f.ReceivedByName, f.Status, f.Format, f.Layout,
            f.Encoding, f.Numbers, f.Dates, f.Question, f.Answers, f.Message, f.Rows, f.Accepted, f.Duplicates, f.Rejected, f.FinishedAt, f.Sha256, f.Decisions,
            f.Status == ImportStatus.AlreadyImported ? db.SourceFiles.Where(e => e.Sha256 == f.Sha256 && e.AccountId == f.AccountId && e.Status == ImportStatus.Done && e.Id < f.Id).Select(e => (int?)e.Id).FirstOrDefault() : null, f.Ignored, f.FromPartner));
}
