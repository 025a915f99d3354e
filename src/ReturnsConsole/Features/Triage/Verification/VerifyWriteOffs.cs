using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>Every written-off case has exactly one approved write-off of its money and its facts; every waiting one has its request; nobody approved their own; each has its audit entry.</summary>
internal static class VerifyWriteOffs
{
    private const string Name = "write-offs";
    private const int Batch = 500;

    public static async IAsyncEnumerable<VerifyFinding> RunAsync(IDbContextFactory<ConsoleContext> contexts, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        for (long last = 0; ;)
        {
            var cases = await db.Cases.AsNoTracking().Where(c => c.Id > last && (c.Status == CaseStatus.WrittenOff || c.Status == CaseStatus.AwaitingApproval)).OrderBy(c => c.Id).Take(Batch)
                .Select(c => new { c.Id, c.Status, c.AtRisk, c.Currency, c.FindingHash }).ToListAsync(ct);
            var ids = cases.Select(c => c.Id).ToList();
            var standing = (await db.WriteOffs.AsNoTracking().Where(w => ids.Contains(w.CaseId) && (w.State == WriteOffState.Approved || w.State == WriteOffState.Requested)).ToListAsync(ct)).ToLookup(w => w.CaseId);
            foreach (var c in cases)
            {
                var wanted = c.Status == CaseStatus.WrittenOff ? WriteOffState.Approved : WriteOffState.Requested;
                var found = standing[c.Id].Where(w => w.State == wanted).ToList();
                if (found.Count != 1)
                    yield return new(Name, Where(c.Id), $"Its status is '{CaseWords.Of(c.Status)}', and {found.Count} write-offs of it are '{WriteOffRules.WordsOf(wanted)}'. Expected: exactly one.");
                else if (found[0].Amount != c.AtRisk || found[0].Currency != c.Currency || found[0].FindingHash != c.FindingHash)
                    yield return new(Name, Where(c.Id), $"{new Money(found[0].Amount, found[0].Currency)} was written off, and {new Money(c.AtRisk, c.Currency)} is at risk on the facts it has now. Expected: the same.");
            }
            if (cases.Count < Batch)
                break;
            last = cases[^1].Id;
        }
        await foreach (var w in db.WriteOffs.AsNoTracking().OrderBy(w => w.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (w.State == WriteOffState.Approved && w.DecidedById != 0 && w.DecidedById == w.RequestedById)
                yield return new(Name, Where(w.CaseId), $"{w.RequestedByName} asked for the write-off and approved it too.");
            var subject = w.CaseId.ToString(CultureInfo.InvariantCulture);
            await using var second = await contexts.CreateDbContextAsync(ct);
            var actions = await second.AuditEntries.Where(e => e.SubjectKind == "case" && e.SubjectId == subject && e.Action.StartsWith("case.wri")).Select(e => e.Action).Distinct().ToListAsync(ct);
            var wanted = w.State switch
            {
                WriteOffState.Approved => "case.written-off",
                WriteOffState.Refused => "case.write-off-refused",
                WriteOffState.Withdrawn => "case.write-off-withdrawn",
                WriteOffState.Requested => "case.write-off-requested",
                _ => null,
            };
            if (wanted is not null && !actions.Contains(wanted))
                yield return new(Name, Where(w.CaseId), $"Its write-off is '{WriteOffRules.WordsOf(w.State)}', but the audit trail has no entry of that.");
        }
    }

    private static string Where(long caseId) => $"case {caseId.ToString(CultureInfo.InvariantCulture)}";
}
