using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Any database, through EF Core's batches.</summary>
internal sealed class EntityResultStore(ConsoleContext db) : ResultStore(db)
{
    private const int Batch = 1000;
    private readonly List<(ExceptionCase Case, CaseEventKind Kind, string Text, DateTime At)> opened = [];
    private readonly List<long> removedMatches = [];
    private readonly List<long> removedRechecks = [];

    public override void PutMatches(long orderKey, byte[] from, int offset, int length, bool known)
    {
        var packed = from.AsSpan(offset, length).ToArray();
        object row = KeepsRecent ? new RecentMatches { OrderKey = orderKey, Packed = packed } : new OrderMatches { OrderKey = orderKey, Packed = packed };
        Db.Entry(row).State = known ? EntityState.Modified : EntityState.Added;
    }

    public override void RemoveMatches(long orderKey, bool known)
    {
        if (KeepsRecent)
            PutMatches(orderKey, [], 0, 0, known);
        else
            removedMatches.Add(orderKey);
    }

    public override void PutRecheck(long orderKey, DateTime at, bool known) =>
        Db.Entry(new OrderRecheck { OrderKey = orderKey, At = at }).State = known ? EntityState.Modified : EntityState.Added;

    public override void RemoveRecheck(long orderKey) => removedRechecks.Add(orderKey);

    public override async Task ApplyAsync(CaseStep step, int companyId, DateTime now, TallyChanges tallies, CancellationToken ct)
    {
        if (step.Known is null)
        {
            var c = New(step, companyId);
            Db.Cases.Add(c);
            opened.Add((c, step.Event, step.Text, now));
        }
        else if (await ChangeAsync(step, now, ct) == 0)
        {
            Db.OrderChanges.Add(new OrderChange { OrderKey = step.Known.OrderKey });
            return;
        }
        else
        {
            Db.CaseEvents.Add(new CaseEvent { CaseId = step.Known.Id, At = now, Kind = step.Event, ActorId = 0, ActorName = "system", Text = step.Text });
        }
        Count(step, companyId, tallies);
        if (opened.Count >= Batch)
            await FlushAsync(ct);
    }

    private Task<int> ChangeAsync(CaseStep step, DateTime now, CancellationToken ct)
    {
        var rows = Db.Cases.Where(c => c.Id == step.Known!.Id && c.Version == step.Known.Version);
        if (step.Finding is null)
        {
            return rows.ExecuteUpdateAsync(
                set => set.SetProperty(c => c.Status, CaseStatus.ClosedByFacts).SetProperty(c => c.ClosedAt, now).SetProperty(c => c.ClosedReason, step.Text).SetProperty(c => c.Version, c => c.Version + 1),
                ct);
        }
        var fresh = New(step, step.Known!.CompanyId);
        return rows.ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Status, step.Status).SetProperty(c => c.ClearsBy, step.ClearsBy).SetProperty(c => c.Severity, fresh.Severity).SetProperty(c => c.OrderKey, fresh.OrderKey).SetProperty(c => c.OrderId, fresh.OrderId)
                .SetProperty(c => c.Sku, fresh.Sku).SetProperty(c => c.Marketplace, fresh.Marketplace).SetProperty(c => c.Currency, fresh.Currency).SetProperty(c => c.AtRisk, fresh.AtRisk)
                .SetProperty(c => c.Headline, fresh.Headline).SetProperty(c => c.Sentence, fresh.Sentence).SetProperty(c => c.Facts, fresh.Facts).SetProperty(c => c.FindingHash, fresh.FindingHash)
                .SetProperty(c => c.OpenedAt, fresh.OpenedAt).SetProperty(c => c.DueAt, fresh.DueAt).SetProperty(c => c.ClosedAt, (DateTime?)null).SetProperty(c => c.ClosedReason, (string?)null)
                .SetProperty(c => c.Version, c => c.Version + 1),
            ct);
    }

    internal static ExceptionCase New(CaseStep step, int companyId)
    {
        var (found, finding) = (step.Finding!, step.Finding!.Finding);
        return new()
        {
            CompanyId = companyId,
            AccountId = found.AccountId,
            Kind = finding.Kind,
            SubjectKey = finding.SubjectKey,
            Status = step.Status,
            ClearsBy = step.ClearsBy,
            Severity = (CaseSeverity)finding.Severity,
            OrderKey = found.OrderKey,
            OrderId = Clipped.To(finding.OrderId, 50),
            Sku = Clipped.To(finding.Sku, 100),
            Marketplace = Clipped.To(finding.Marketplace, 20),
            Currency = finding.Currency,
            AtRisk = finding.AtRisk,
            Headline = Clipped.To(finding.Headline, 80),
            Sentence = Clipped.To(finding.Sentence, 600),
            Facts = CaseFacts.Write(finding),
            FindingHash = found.Hash,
            OpenedAt = step.OpenedAt,
            DueAt = step.DueAt,
        };
    }

    protected override async Task FlushAsync(CancellationToken ct)
    {
        await Db.SaveChangesAsync(ct);
        foreach (var (c, kind, text, at) in opened)
            Db.CaseEvents.Add(new CaseEvent { CaseId = c.Id, At = at, Kind = kind, ActorId = 0, ActorName = "system", Text = text });
        await Db.SaveChangesAsync(ct);
        Db.ChangeTracker.Clear();
        opened.Clear();
        foreach (var keys in removedMatches.Chunk(Batch))
            await Db.OrderMatches.Where(m => keys.Contains(m.OrderKey)).ExecuteDeleteAsync(ct);
        foreach (var keys in removedRechecks.Chunk(Batch))
            await Db.OrderRechecks.Where(m => keys.Contains(m.OrderKey)).ExecuteDeleteAsync(ct);
        removedMatches.Clear();
        removedRechecks.Clear();
    }
}
