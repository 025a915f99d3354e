using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Intake;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Attachments;

/// <summary>Files and pictures that belong to a case.</summary>
internal static class CaseEvidence
{
    private const int MostPictures = 20;

    public static async Task<IReadOnlyList<AttachedFile>> FilesAsync(ConsoleContext db, long caseId, Actor actor, bool mayRemoveOwn, bool mayRemoveAny, CancellationToken ct)
    {
        var files = await db.CaseAttachments.AsNoTracking().Where(a => a.CaseId == caseId && a.RemovedAt == null).OrderBy(a => a.Id).ToListAsync(ct);
        return [.. files.Select(a => new AttachedFile(a.Id, a.Name, a.ContentType, a.Bytes, a.AddedByName, a.AddedAt, AttachmentEndpoints.PathOf(a.Id), mayRemoveAny || (mayRemoveOwn && a.AddedById == actor.UserId)))];
    }

    /// <summary>Of authorisations and shelved parcels of the case's order and account.</summary>
    public static async Task<IReadOnlyList<DockPicture>> PicturesAsync(ConsoleContext db, ExceptionCase c, CancellationToken ct)
    {
        if (c.OrderKey == OrderKey.None)
            return [];
        var let = await db.ReturnAuthorizations.AsNoTracking().Where(a => a.OrderKey == c.OrderKey && a.AccountId == c.AccountId && a.PhotoId != null && a.CancelledAt == null)
            .Select(a => new { a.PhotoId, Words = "Picture of " + a.Number }).Take(MostPictures).ToListAsync(ct);
        var shelved = await db.UnidentifiedParcels.AsNoTracking().Where(p => p.OrderKey == c.OrderKey && p.AccountId == c.AccountId && p.PhotoId != null)
            .Select(p => new { p.PhotoId, Words = "Picture of the parcel on shelf " + p.ShelfCode }).Take(MostPictures).ToListAsync(ct);
        var words = let.Concat(shelved).GroupBy(p => p.PhotoId!.Value).ToDictionary(g => g.Key, g => g.First().Words);
        var kept = await db.IntakePhotos.AsNoTracking().Where(p => words.Keys.Contains(p.Id) && p.ErasedAt == null).OrderBy(p => p.TakenAt).Select(p => new { p.Id, p.TakenAt }).ToListAsync(ct);
        return [.. kept.Select(p => new DockPicture($"{IntakeEndpoints.PhotoPath.TrimStart('/')}/{p.Id}", words[p.Id], p.TakenAt))];
    }
}
