using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Intake.Pictures;

public sealed record PhotoResult(Outcome Outcome, Guid? Id);

/// <summary>Takes a picture of the dock: checked by its bytes, cleaned, kept with the evidence.</summary>
public sealed class TakePhoto(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, EvidenceStore evidence, IOptions<IntakeOptions> options, TimeProvider clock)
{
    public async Task<PhotoResult> RunAsync(Actor actor, Stream content, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.AddReceipt, ct) is { } refusal)
            return new(Outcome.Forbidden(refusal), null);
        if (await ReadAsync(content, options.Value.MaxPhotoBytes, ct) is not { } bytes)
            return new(Outcome.Refused($"The picture is larger than {options.Value.MaxPhotoBytes / 1024 / 1024} MB. Take it with a smaller size."), null);
        if (CleanPicture.Of(bytes) is not { } clean)
            return new(Outcome.Refused("This is no picture that can be kept. Take a JPEG or PNG picture."), null);
        var stored = await evidence.StoreAsync(new FileEntry("picture", clean.Bytes.Length, clean.Bytes.Length, () => new MemoryStream(clean.Bytes)), ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var photo = new IntakePhoto { Id = Guid.NewGuid(), Sha256 = stored.Sha256, ContentType = clean.ContentType, Bytes = stored.Bytes, TakenAt = clock.GetUtcNow().UtcDateTime, TakenById = actor.UserId };
        db.IntakePhotos.Add(photo);
        await db.SaveChangesAsync(ct);
        return new(Outcome.Done("Picture taken."), photo.Id);
    }

    private static async Task<byte[]?> ReadAsync(Stream content, int limit, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int count;
        while ((count = await content.ReadAsync(chunk, ct)) > 0)
        {
            if (memory.Length + count > limit)
                return null;
            memory.Write(chunk, 0, count);
        }
        return memory.ToArray();
    }
}

/// <summary>Shows a picture to who took it, and to those who see the account of its parcel.</summary>
public sealed class ShowPhoto(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, VisibleAccounts accounts, EvidenceStore evidence)
{
    /// <returns>Null when there is none that the actor may see.</returns>
    public async Task<(Stream Content, string ContentType)?> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is not null)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var photo = await db.IntakePhotos.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.ErasedAt == null, ct);
        if (photo is null || !evidence.Has(photo.Sha256))
            return null;
        if (photo.TakenById != actor.UserId)
        {
            var seen = (await accounts.RunAsync(actor, ct)).Select(a => a.Id).ToList();
            var attached = await db.ReturnAuthorizations.AnyAsync(a => a.PhotoId == id && seen.Contains(a.AccountId), ct) || await db.UnidentifiedParcels.AnyAsync(p => p.PhotoId == id && seen.Contains(p.AccountId), ct);
            attached = attached || await db.GradingPhotos.AnyAsync(p => p.PhotoId == id && db.ItemGradings.Any(g => g.Id == p.GradingId && seen.Contains(g.AccountId)), ct);
            if (!attached)
                return null;
        }
        return (evidence.Open(photo.Sha256, "picture", photo.Bytes).Open(), photo.ContentType);
    }
}

/// <summary>Deletes pictures older than Intake:PhotoRetentionDays: the labels on them bear names and addresses.</summary>
public sealed class ErasePhotos(IDbContextFactory<ConsoleContext> contexts, EvidenceStore evidence, AuditTrail audit, IOptions<IntakeOptions> options, TimeProvider clock)
{
    /// <returns>How many were deleted.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var days = options.Value.PhotoRetentionDays;
        if (days <= 0)
            return 0;
        var now = clock.GetUtcNow().UtcDateTime;
        var before = now.AddDays(-days);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await db.IntakePhotos.Where(p => p.ErasedAt == null && p.TakenAt < before && !db.IntakePhotos.Any(o => o.Sha256 == p.Sha256 && o.TakenAt >= before)).OrderBy(p => p.TakenAt).Take(1_000).ToListAsync(ct);
        if (due.Count == 0)
            return 0;
        // The bytes go first: a crash between the two leaves rows that are done again, never a picture nobody knows of.
        foreach (var photo in due)
        {
            if (!await db.CaseAttachments.AnyAsync(a => a.Sha256 == photo.Sha256 && a.RemovedAt == null, ct))
                evidence.Erase(photo.Sha256);
            photo.ErasedAt = now;
        }
        await using var transaction = await db.BeginWriteAsync(ct);
        await audit.AppendAsync(db, new AuditRecord(Actor.System, "intake.photos-erased", "photos", due.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), Why: $"Kept for {days} days, as the setting says."), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }
}

/// <summary>Runs the retention of pictures once an hour.</summary>
internal sealed class PhotoRetention(ErasePhotos erase, TimeProvider clock, ILogger<PhotoRetention> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        do
        {
            try
            {
                await erase.RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "Old dock pictures could not be erased; it is tried again in an hour.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
