using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports.Evidence;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Attachments;

/// <summary>Lays a file beside a case: looked at by its bytes, kept with the evidence under its hash.</summary>
public sealed class AttachToCase(CaseEditing editing, IAccessGuard guard, EvidenceStore evidence)
{
    public const int MaxBytes = 30 * 1024 * 1024;
    public const int MostPerCase = 50;

    public async Task<Outcome> RunAsync(Actor actor, long caseId, string name, Stream content, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.CommentOnCases, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        name = NameOf(name);
        if (await ReadAsync(content, ct) is not { } bytes)
            return Outcome.Refused($"{name} is larger than {MaxBytes / 1024 / 1024} MB. Send a smaller file, or a part of it.");
        if (bytes.Length == 0)
            return Outcome.Refused($"{name} is empty.");
        if (AttachmentKind.Of(bytes) is not { } kept)
            return Outcome.Refused($"{name} is none of the files that can be kept here: {AttachmentKind.Allowed}. What counts is what is in the file, not its name.");
        // Whoever may not change this case must not fill the store either.
        if (await editing.UnseenAsync(actor, caseId, ct) is { } unseen)
            return unseen;
        var entry = new FileEntry("attachment", kept.Bytes.Length, kept.Bytes.Length, () => new MemoryStream(kept.Bytes, writable: false));
        var stored = await evidence.StoreAsync(entry, ct);
        return await editing.RunAnyVersionAsync(actor, Permission.CommentOnCases, caseId, async (db, c, now) =>
        {
            var there = await db.CaseAttachments.Where(a => a.CaseId == c.Id && a.RemovedAt == null).ToListAsync(ct);
            if (there.Find(a => a.Sha256 == stored.Sha256) is { } same)
                return CaseChange.Refused($"This file is here already, as {same.Name}.");
            if (there.Count >= MostPerCase)
                return CaseChange.Refused($"A case holds at most {MostPerCase} files. Remove one first.");
            // Somebody may just have removed the same content elsewhere: whoever holds the write lock looks last.
            if (!evidence.Has(stored.Sha256))
                await evidence.StoreAsync(entry, ct);
            db.CaseAttachments.Add(new CaseAttachment
            {
                CaseId = c.Id,
                Sha256 = stored.Sha256,
                Name = name,
                ContentType = kept.ContentType,
                Bytes = stored.Bytes,
                AddedAt = now,
                AddedById = actor.UserId,
                AddedByName = actor.Name,
            });
            return new(CaseEventKind.Attached, $"Attached {name}", "case.attached", $"{name} is attached.") { Is = Detail(name, stored.Sha256, stored.Bytes) };
        }, ct);
    }

    internal static IReadOnlyDictionary<string, object?> Detail(string name, string sha256, long bytes) =>
        new Dictionary<string, object?> { ["file"] = name, ["sha256"] = sha256, ["bytes"] = bytes };

    /// <summary>The last part of a path, without what could lead a reader astray.</summary>
    internal static string NameOf(string? name)
    {
        var plain = new string([.. (name ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format && c is not ('"' or '<' or '>'))]).Trim(' ', '.');
        if (plain.Length == 0)
            return "file";
        return plain.Length <= CaseAttachment.MaxName ? plain : plain[..(CaseAttachment.MaxName - 12)] + "…" + plain[^11..];
    }

    private static async Task<byte[]?> ReadAsync(Stream content, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int count;
        while ((count = await content.ReadAsync(chunk, ct)) > 0)
        {
            if (memory.Length + count > MaxBytes)
                return null;
            memory.Write(chunk, 0, count);
        }
        return memory.ToArray();
    }
}
