using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Stock.Drift;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Vendor;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Reconciliation.Stock;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Findings that are about no order: settlements in their chains, and reason codes that hold returns back. Few rows, looked at in every run.</summary>
internal static class LooseFindings
{
    public static readonly CaseKind[] Kinds = [CaseKind.SettlementBreak, CaseKind.UnmappedReasonCode, CaseKind.StaleSync, CaseKind.FailedUpdate, CaseKind.UnknownPartnerValue, CaseKind.DarkReturn, CaseKind.RefundUnconfirmed,
        CaseKind.RefundRejected, CaseKind.CancellationRequested, CaseKind.CreditUnacknowledged, CaseKind.InventoryDrift, CaseKind.LostInTransit, CaseKind.ManifestShortage, CaseKind.ManifestSurplus,
        .. RaisedFindings.Kinds];

    public static async Task<List<CaseFinding>> AllAsync(ConsoleContext db, ReconciliationSettings settings, DateTime now, CancellationToken ct)
    {
        var findings = new List<CaseFinding>();
        await SettlementsAsync(db, findings, ct);
        await ReasonCodesAsync(db, findings, ct);
        await SilenceAsync(db, settings, now, findings, ct);
        await MessagesAsync(db, findings, ct);
        await UnknownAsync(db, findings, ct);
        await ParcelsAsync(db, settings, now, findings, ct);
        foreach (var (account, finding) in await RefundTroubles.AllAsync(db, now, ct))
            Add(findings, account, [finding]);
        foreach (var (account, facts) in await StockDrifts.AllAsync(db, ct))
        {
            if (DriftRules.Find(facts) is { } drift)
                Add(findings, account, [drift]);
        }
        foreach (var (account, finding) in await VendorTroubles.AllAsync(db, now, ct))
            Add(findings, account, [finding]);
        foreach (var (account, finding) in await ShipmentTroubles.AllAsync(db, now, ct))
            Add(findings, account, [finding]);
        return findings;
    }

    /// <summary>What portals decided against the policy, of the orders of this run.</summary>
    public static async Task<IReadOnlyList<CaseFinding>> PolicyAsync(ConsoleContext db, IEnumerable<long> orders, ReconciliationSettings settings, DateTime now, CancellationToken ct) =>
        [.. (await PolicyConflicts.OfAsync(db, orders, settings, now, ct)).Select(f => new CaseFinding(f.OrderKey, f.Account, f.Finding, FindingHash.Of(f.Finding)))];

    /// <summary>
    /// What people raised, where its case is known. Raising opens the case itself, in one transaction: a run that read the cases before that knows neither, and
    /// never opens one.
    /// </summary>
    public static async Task<IReadOnlyList<CaseFinding>> RaisedAsync(ConsoleContext db, Func<(int Account, CaseKind Kind, string Subject), bool> isKnown, CancellationToken ct) =>
        [.. (await RaisedFindings.AllAsync(db, ct)).Where(f => isKnown((f.AccountId, f.Finding.Kind, f.Finding.SubjectKey))).Select(f => new CaseFinding(f.OrderKey, f.AccountId, f.Finding, FindingHash.Of(f.Finding)))];

    private static async Task SettlementsAsync(ConsoleContext db, List<CaseFinding> findings, CancellationToken ct)
    {
        var settlements = await db.Settlements.AsNoTracking().ToListAsync(ct);
        if (settlements.Count == 0)
            return;
        var types = new Dictionary<int, List<(string Type, long Lines, long Sum)>>();
        foreach (var s in settlements.Where(s => s.UnclassifiedLines > 0))
        {
            var rows = await db.SettlementLines.AsNoTracking().Where(l => l.SettlementPk == s.Id && l.Kind == SettlementLineKind.Unclassified)
                .GroupBy(l => new { l.TransactionType, l.AmountType, l.AmountDescription })
                .Select(g => new { g.Key.TransactionType, g.Key.AmountType, g.Key.AmountDescription, Lines = g.LongCount(), Sum = g.Sum(l => l.Amount) })
                .ToListAsync(ct);
            types[s.Id] = [.. rows.Select(r => (string.Join(" / ", new[] { r.TransactionType, r.AmountType, r.AmountDescription }.Where(t => t.Length > 0)), r.Lines, r.Sum))];
        }
        var carried = await db.SettlementLines.AsNoTracking().Where(l => l.Kind == SettlementLineKind.CarryOver && l.AmountDescription == "Payable to Amazon")
            .GroupBy(l => l.SettlementPk).Select(g => new { Pk = g.Key, Sum = g.Sum(l => l.Amount) }).ToDictionaryAsync(g => g.Pk, g => g.Sum, ct);
        foreach (var chain in settlements.GroupBy(s => (s.AccountId, s.Currency)))
        {
            var facts = chain.Select(s => new SettlementFact
            {
                Pk = s.Id,
                SettlementId = s.SettlementId,
                Currency = s.Currency,
                Marketplace = Marketplace.CodeOf(s.Marketplace),
                StartAt = s.StartAt,
                EndAt = s.EndAt,
                DeclaredTotal = s.DeclaredTotal,
                SummedTotal = s.SummedTotal,
                Unclassified = types.GetValueOrDefault(s.Id) ?? [],
                CarriedOver = carried.TryGetValue(s.Id, out var sum) ? sum : null,
            });
            Add(findings, chain.Key.AccountId, SettlementRules.Decide(facts));
        }
    }

    private static async Task ReasonCodesAsync(ConsoleContext db, List<CaseFinding> findings, CancellationToken ct)
    {
        var waiting = await db.ReturnItems.AsNoTracking().Where(r => r.Mapping == MappingStatus.Quarantined).GroupBy(r => new { r.AccountId, r.Channel, r.ReasonCode })
            .Select(g => new { g.Key.AccountId, g.Key.Channel, g.Key.ReasonCode, Count = g.LongCount(), Value = g.Sum(r => r.OrderAmount ?? 0), First = g.Min(r => r.Currency), Last = g.Max(r => r.Currency), Example = g.Min(r => r.Id), Requested = g.Min(r => r.RequestedAt), Delivered = g.Min(r => r.DeliveredAt) })
            .ToListAsync(ct);
        foreach (var w in waiting)
        {
            var oneCurrency = w.First == w.Last && w.First is { Length: > 0 };
            Add(findings, w.AccountId, [UnmappedReasonCodeRule.Find(new QuarantinedReason(PlatformNames.Of(w.Channel), w.ReasonCode, w.Count, oneCurrency ? w.Value : 0, oneCurrency ? w.First! : "", w.Example, Earlier(w.Requested, w.Delivered)))]);
        }
    }

    private static async Task SilenceAsync(ConsoleContext db, ReconciliationSettings settings, DateTime now, List<CaseFinding> findings, CancellationToken ct)
    {
        foreach (var silent in await SyncHealth.SilentAsync(db, settings.SilentHours, now, ct))
            Add(findings, silent.AccountId, [PartnerFindings.StaleSync(silent.Partner, silent.Stream, silent.Since, silent.Why)]);
    }

    private static async Task MessagesAsync(ConsoleContext db, List<CaseFinding> findings, CancellationToken ct)
    {
        OutboxStatus[] troubled = [OutboxStatus.Refused, OutboxStatus.Unknown, OutboxStatus.GaveUp];
        // Refunds have cases of their own, one for each.
        var (feed, refund) = (OutboxKinds.StoredFeed, OutboxKinds.ShopRefund);
        var messages = await db.OutboxMessages.AsNoTracking().Where(m => troubled.Contains(m.Status) && m.Kind != feed && !(m.Kind == refund && db.RefundRequests.Any(r => r.Key == m.Key)))
            .Join(db.Partners, m => m.PartnerId, p => p.Id, (m, p) => new { p.AccountId, p.Name, m.Key, m.Kind, m.Subject, m.Status, m.Message, m.CreatedAt }).ToListAsync(ct);
        foreach (var m in messages)
            Add(findings, m.AccountId, [PartnerFindings.FailedUpdate(m.Name, m.Key, OutboxKinds.TitleOf(m.Kind), m.Subject, m.Message, m.Status == OutboxStatus.Unknown, m.CreatedAt)]);
        var inbox = await db.InboxMessages.AsNoTracking().Where(m => m.Status == InboxStatus.Failed).GroupBy(m => m.PartnerId)
            .Select(g => new { PartnerId = g.Key, Count = g.LongCount(), First = g.Min(m => m.ReceivedAt), Problem = g.Min(m => m.Problem) })
            .Join(db.Partners, g => g.PartnerId, p => p.Id, (g, p) => new { p.AccountId, p.Name, g.Count, g.First, g.Problem }).ToListAsync(ct);
        foreach (var m in inbox)
            Add(findings, m.AccountId, [PartnerFindings.NotUnderstood(m.Name, m.Count, m.Problem ?? "", m.First)]);
    }

    private static async Task UnknownAsync(ConsoleContext db, List<CaseFinding> findings, CancellationToken ct)
    {
        foreach (var value in await db.UnknownValues.AsNoTracking().OrderBy(u => u.Id).Take(1_000).ToListAsync(ct))
            Add(findings, value.AccountId, [PartnerFindings.UnknownValue(value.Field, value.Value, value.FirstSeenAt)]);
    }

    /// <summary>Parcels that still wait for their items when the days of a dark return are over.</summary>
    private static async Task ParcelsAsync(ConsoleContext db, ReconciliationSettings settings, DateTime now, List<CaseFinding> findings, CancellationToken ct)
    {
        var waiting = await db.ReturnSightings.AsNoTracking().Where(s => s.About == SightingAbout.WaitingParcel).GroupBy(s => new { s.AccountId, s.Channel, s.NaturalKey })
            .Select(g => new
            {
                g.Key.AccountId,
                g.Key.Channel,
                g.Key.NaturalKey,
                Tracking = g.Max(s => s.TrackingId),
                Label = g.Max(s => s.LabelId),
                Return = g.Max(s => s.ReturnId),
                Order = g.Max(s => s.OrderId),
                Example = g.Min(s => s.Id),
                Registered = g.Min(s => s.RegisteredAt),
                Scanned = g.Min(s => s.FirstScanAt),
                Told = g.Min(s => s.UpdatedAt),
            }).ToListAsync(ct);
        foreach (var w in waiting)
        {
            var told = Earlier(Earlier(w.Registered, w.Scanned), w.Told);
            var since = told?.AddDays(settings.DarkReturnDays);
            if (since > now)
                continue;
            var number = new[] { w.Tracking, w.Label, w.Return }.First(n => n is { Length: > 0 })!;
            Add(findings, w.AccountId, [PartnerFindings.DarkParcel(PlatformNames.TitleOf(w.Channel), w.NaturalKey, number, w.Order ?? "", w.Example, told, since)]);
        }
    }

    private static DateTime? Earlier(DateTime? a, DateTime? b) => a is { } one && b is { } two ? (one < two ? one : two) : a ?? b;

    private static void Add(List<CaseFinding> to, int account, IReadOnlyList<Finding> findings) =>
        to.AddRange(findings.Select(f => new CaseFinding(OrderKey.None, account, f, FindingHash.Of(f))));
}
