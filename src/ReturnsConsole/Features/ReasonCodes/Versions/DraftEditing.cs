using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Versions;

/// <summary>The one way the draft is changed: right, one write transaction, draft made where there is none, audit entry, word to open pages. A draft that says what its base says is gone.</summary>
public sealed class DraftEditing(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail audit, ChangeFeed feed, TimeProvider clock)
{
    private const int RowsInAudit = 25;

    internal async Task<Outcome> RunAsync(Actor actor, string action, Func<DraftWork, Outcome> change, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.EditReasonCodes, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginWriteAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var work = await OpenAsync(db, actor, now, ct);
        if (work is null)
            return Outcome.Refused("The console has no reason codes yet: it adds the starter rows at its next start.");
        var before = work.Rows.Values.ToDictionary(r => new CodeKey(r.SourceSystem, r.Code), r => r.Values());
        var outcome = change(work);
        if (!outcome.Succeeded)
            return outcome;
        var touched = Touched(before, work);
        if (touched.Count == 0)
            return outcome;
        (work.Draft.EditedAt, work.Draft.EditedByName) = (now, actor.Name);
        db.Entry(work.Draft).Property(d => d.EditedAt).IsModified = db.Entry(work.Draft).State != EntityState.Added;
        await SaveAsync(work, ct);
        await audit.AppendAsync(db, new AuditRecord(actor, action, "reason-codes", work.Draft.Number.ToString(CultureInfo.InvariantCulture), Words(touched, t => t.Before), Words(touched, t => t.After)), ct);
        try
        {
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateException)
        {
            return Outcome.Conflict("Somebody changed the draft in the same moment. It has been read again; look before you repeat.");
        }
        feed.Publish(ChangeTopic.ReasonCodes);
        return outcome;
    }

    private static async Task<DraftWork?> OpenAsync(ConsoleContext db, Actor actor, DateTime now, CancellationToken ct)
    {
        var newest = await db.ReasonCodeVersions.OrderByDescending(v => v.Number).Take(2).ToListAsync(ct);
        var based = newest.Find(v => v.ActivatedAt is not null);
        if (based is null)
            return null;
        var baseRows = await db.ReasonCodeMappings.AsNoTracking().Where(r => r.VersionId == based.Id).ToListAsync(ct);
        if (newest[0].ActivatedAt is null)
            return new DraftWork(db, newest[0], baseRows, await db.ReasonCodeMappings.Where(r => r.VersionId == newest[0].Id).ToListAsync(ct), actor, now);
        var draft = new ReasonCodeVersion { Number = based.Number + 1, CreatedAt = now, CreatedById = actor.UserId, CreatedByName = actor.Name, EditedAt = now, EditedByName = actor.Name, EffectiveFrom = now.Date };
        db.ReasonCodeVersions.Add(draft);
        return new DraftWork(db, draft, baseRows, [.. baseRows.Select(r => r.CopyFor(0))], actor, now);
    }

    private static async Task SaveAsync(DraftWork work, CancellationToken ct)
    {
        var db = work.Db;
        var based = work.Base.ToDictionary(r => new CodeKey(r.SourceSystem, r.Code), r => r.Values());
        if (based.Count == work.Rows.Count && work.Rows.All(r => based.TryGetValue(r.Key, out var values) && values == r.Value.Values()))
        {
            db.ReasonCodeMappings.RemoveRange(work.Rows.Values.Concat(work.Removed).Where(r => r.Id != 0));
            if (db.Entry(work.Draft).State == EntityState.Added)
                db.Entry(work.Draft).State = EntityState.Detached;
            else
                db.ReasonCodeVersions.Remove(work.Draft);
            return;
        }
        if (db.Entry(work.Draft).State == EntityState.Added)
            await db.SaveChangesAsync(ct);
        db.ReasonCodeMappings.RemoveRange(work.Removed.Where(r => r.Id != 0));
        foreach (var row in work.Rows.Values.Where(r => r.Id == 0))
        {
            row.VersionId = work.Draft.Id;
            db.ReasonCodeMappings.Add(row);
        }
    }

    private static List<(CodeKey Key, MappingValues? Before, MappingValues? After)> Touched(Dictionary<CodeKey, MappingValues> before, DraftWork work)
    {
        var touched = new List<(CodeKey, MappingValues?, MappingValues?)>();
        foreach (var (key, row) in work.Rows)
        {
            var was = before.GetValueOrDefault(key);
            if (was != row.Values())
                touched.Add((key, was, row.Values()));
        }
        touched.AddRange(before.Where(b => !work.Rows.ContainsKey(b.Key)).Select(b => (b.Key, (MappingValues?)b.Value, (MappingValues?)null)));
        return touched;
    }

    private static string Words(List<(CodeKey Key, MappingValues? Before, MappingValues? After)> touched, Func<(CodeKey Key, MappingValues? Before, MappingValues? After), MappingValues?> side)
    {
        var words = touched.Take(RowsInAudit).ToDictionary(t => t.Key.ToString(), t => side(t) is { } v ? MappingWords.Of(v) : "not mapped");
        if (touched.Count > RowsInAudit)
            words["…"] = string.Create(CultureInfo.InvariantCulture, $"{touched.Count - RowsInAudit} more codes");
        return JsonSerializer.Serialize(words);
    }
}

/// <summary>The draft, open in a write transaction.</summary>
internal sealed class DraftWork(ConsoleContext db, ReasonCodeVersion draft, List<ReasonCodeMapping> based, List<ReasonCodeMapping> rows, Actor actor, DateTime now)
{
    public ConsoleContext Db => db;

    public ReasonCodeVersion Draft => draft;

    public IReadOnlyList<ReasonCodeMapping> Base => based;

    public Dictionary<CodeKey, ReasonCodeMapping> Rows { get; } = rows.ToDictionary(r => new CodeKey(r.SourceSystem, r.Code));

    public List<ReasonCodeMapping> Removed { get; } = [];

    public void Put(CodeKey key, MappingValues values)
    {
        if (!Rows.TryGetValue(key, out var row))
            Rows[key] = row = new ReasonCodeMapping { SourceSystem = key.SourceSystem, Code = key.Code, CanonicalReason = values.CanonicalReason };
        else if (row.Values() == values)
            return;
        row.Take(values);
        (row.ChangedByName, row.ChangedAt) = (actor.Name, now);
    }

    public void Drop(CodeKey key)
    {
        if (Rows.Remove(key, out var row))
            Removed.Add(row);
    }
}

/// <summary>A row in one line, for messages and the audit trail.</summary>
public static class MappingWords
{
    public static string Of(MappingValues v)
    {
        var words = new List<string> { CanonicalReasons.TitleOf(v.CanonicalReason) };
        if (v.SellerFault)
            words.Add("seller's fault");
        foreach (var (name, code) in new[] { ("Amazon", v.AmazonCode), ("commercetools", v.CommercetoolsCode), ("cost", v.CostCode), ("liable", v.LiabilityCode) })
        {
            if (code.Length > 0)
                words.Add($"{name} {code}");
        }
        if (v.ToBeConfirmed)
            words.Add("to be confirmed");
        return string.Join(", ", words);
    }
}
