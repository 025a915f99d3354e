using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Engine;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Lookup;

/// <summary>Opens the case of what somebody raised, with it in one transaction; the same subject has one case, whoever raises it.</summary>
public sealed class CaseRaising(AuditTrail audit, IOptions<ReconciliationSettings> rules, TimeProvider clock)
{
    /// <summary>Saves, does not commit.</summary>
    internal async Task<ExceptionCase> OpenAsync(ConsoleContext db, Actor actor, RaisedCase raised, CancellationToken ct)
    {
        db.RaisedCases.Add(raised);
        await db.SaveChangesAsync(ct);
        var first = await db.RaisedCases.AsNoTracking().Where(r => r.SubjectKey == raised.SubjectKey && r.Kind == raised.Kind && r.AccountId == raised.AccountId && r.ArrivedAt == null).OrderBy(r => r.Id).FirstAsync(ct);
        var finding = RaisedFindings.Of(first);
        var found = new CaseFinding(first.OrderKey, first.AccountId, finding, FindingHash.Of(finding));
        var now = clock.GetUtcNow().UtcDateTime;
        var due = now.AddHours(rules.Value.SlaHoursOf(finding.Kind));
        var tallies = new TallyChanges();
        var c = await db.Cases.SingleOrDefaultAsync(x => x.SubjectKey == raised.SubjectKey && x.Kind == raised.Kind && x.AccountId == raised.AccountId, ct);
        var (kind, text) = (CaseEventKind.Opened, finding.Sentence);
        if (c is null)
        {
            c = EntityResultStore.New(new CaseStep(CaseEventKind.Opened, null, found, now, due, finding.Sentence), raised.CompanyId);
            db.Cases.Add(c);
            await db.SaveChangesAsync(ct);
        }
        else
        {
            tallies.Left(c);
            (kind, text) = (TallyKey.IsOpen(c.Status) ? CaseEventKind.Comment : CaseEventKind.Reopened, raised.Note.Length > 0 ? raised.Note : RaisedFindings.Of(raised).Sentence);
            if (!TallyKey.IsOpen(c.Status))
                (c.Status, c.ClosedAt, c.ClosedReason, c.OpenedAt, c.DueAt) = (CaseStatus.Open, null, null, now, due);
            (c.Headline, c.Sentence, c.FindingHash) = (finding.Headline, finding.Sentence, found.Hash);
            db.Entry(c).State = EntityState.Modified;
        }
        tallies.Entered(c);
        db.CaseEvents.Add(new CaseEvent { CaseId = c.Id, At = now, Kind = kind, ActorId = actor.UserId, ActorName = actor.Name, Text = text });
        await tallies.SaveAsync(db, ct);
        await audit.AppendAsync(db, new AuditRecord(actor, "case.raised", "case", c.Id.ToString(CultureInfo.InvariantCulture), null,
            JsonSerializer.Serialize(new { kind = raised.Kind.ToString(), order = raised.OrderId, identifier = raised.Identifier }), raised.Note.Length > 0 ? raised.Note : null), ct);
        await db.SaveChangesAsync(ct);
        return c;
    }
}

/// <summary>What a raised case led to.</summary>
/// <param name="CaseId">0 when it was refused.</param>
public sealed record Raised(Outcome Outcome, long CaseId);
