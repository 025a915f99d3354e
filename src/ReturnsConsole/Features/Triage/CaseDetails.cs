using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Features.Sync.Board;
using ReturnsConsole.Features.Triage.Attachments;
using ReturnsConsole.Features.Triage.Comments;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>One case with its facts, evidence, timeline and playbook.</summary>
public sealed class CaseDetails(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, IOptions<ReconciliationSettings> settings)
{
    public async Task<Answer<CaseDetail>> RunAsync(Actor actor, long caseId, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is { } refusal)
            return Answer.Refused<CaseDetail>(refusal);
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var c = await db.Cases.AsNoTracking().SingleOrDefaultAsync(x => x.Id == caseId, ct);
        if (c is null || !CaseScope.Sees(companies, c.CompanyId))
            return Answer.Refused<CaseDetail>($"There is no case {caseId.ToString(CultureInfo.InvariantCulture)} that you can see.");
        var kept = CaseFacts.Parse(c.Facts);
        var facts = await CaseFactRows.LoadAsync(db, c, kept, ct);
        var account = await db.Set<Account>().AsNoTracking().Where(a => a.Id == c.AccountId).Select(a => a.Name).SingleOrDefaultAsync(ct) ?? "";
        var events = await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == c.Id).OrderBy(e => e.Id).ToListAsync(ct);
        var writeOff = await WriteOffRow.LastAsync(db, c.Id, c.Status, actor, ct);
        var row = new CaseRow(c.Id, c.AccountId, c.Kind, c.Status, c.Severity, c.OrderId, c.Sku, c.Marketplace, c.Headline, c.AtRisk, c.Currency, c.OpenedAt, c.DueAt, c.ClearsBy,
            c.AssigneeId, c.AssigneeName, c.Version);
        return Answer.Of<CaseDetail>(new(row, account, c.Sentence, ExceptionCatalogue.Of(c.Kind), CaseComparison.Of(facts, settings.Value, inParts: c.Kind == CaseKind.KitIncomplete), kept.Difference, kept.NotMatched,
            await MatchesAsync(db, c, facts, ct), await EvidenceAsync(db, facts, ct), Timeline(facts, events), await ActionsAsync(actor, c, kept, writeOff, ct), c.ClosedReason, c.ClosedAt)
        {
            WriteOff = writeOff,
            Files = await CaseEvidence.FilesAsync(db, c.Id, actor, await guard.WhyNotAsync(actor, Permission.CommentOnCases, ct) is null, await guard.WhyNotAsync(actor, Permission.ManageSettings, ct) is null, ct),
            Pictures = await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is null ? await CaseEvidence.PicturesAsync(db, c, ct) : [],
            Named = await NamedAsync(db, events, ct),
            Place = JobLinks.ToPlaceOf(c.Kind, c.SubjectKey),
            Subject = c.SubjectKey,
            CodeHref = c.Kind == CaseKind.UnmappedReasonCode ? ReasonCodeLinks.ToCode(c.SubjectKey) : null,
        });
    }

    private async Task<IReadOnlyList<Resolution>> ActionsAsync(Actor actor, ExceptionCase c, CaseFacts kept, WriteOffRow? writeOff, CancellationToken ct)
    {
        async Task<bool> MayAsync(Permission permission) => await guard.WhyNotAsync(actor, permission, ct) is null;
        var (mayWork, mayComment, mayMatch, mayWriteOff) = (await MayAsync(CaseRights.ToWork(c.Kind)), await MayAsync(Permission.CommentOnCases), await MayAsync(Permission.ForceMatch), await MayAsync(Permission.WriteOffCases));
        return [.. CaseActions.Of(c.Kind, c.Status).Where(r => r switch
        {
            Resolution.ForceMatch => mayMatch && kept.MatchKey.Length > 0,
            Resolution.WriteOff => mayWriteOff && WriteOffRules.WhyNot(c) is null,
            Resolution.ApproveWriteOff or Resolution.RefuseWriteOff => mayWriteOff && writeOff is { State: WriteOffState.Requested, Mine: false },
            Resolution.WithdrawWriteOff => mayWriteOff && writeOff is { State: WriteOffState.Requested, Mine: true },
            Resolution.Reopen => mayWork && (mayWriteOff || c.Status != CaseStatus.WrittenOff),
            Resolution.Comment => mayComment,
            _ => mayWork,
        })];
    }

    private static async Task<IReadOnlyDictionary<string, string>> NamedAsync(ConsoleContext db, List<CaseEvent> events, CancellationToken ct)
    {
        var names = events.Where(e => e.Kind == CaseEventKind.Comment).SelectMany(e => Mentions.NamesIn(e.Text)).Select(n => n.ToUpperInvariant()).Distinct().ToList();
        return names.Count == 0 ? new Dictionary<string, string>()
            : await db.Users.AsNoTracking().Where(u => names.Contains(u.NormalizedUserName!)).ToDictionaryAsync(u => u.UserName!, u => u.DisplayName, StringComparer.OrdinalIgnoreCase, ct);
    }

    private static async Task<IReadOnlyList<MatchWords>> MatchesAsync(ConsoleContext db, ExceptionCase c, CaseFactRows facts, CancellationToken ct)
    {
        if (c.OrderKey == OrderKey.None)
            return [];
        return [.. (await Engine.StoredMatches.OfAsync(db, c.OrderKey, ct)).Where(facts.IsAbout).Select(m => new MatchWords((byte)m.Rule, facts.WordsOf(m), m.Amount, m.Amount == 0 ? "" : c.Currency))];
    }

    private static async Task<IReadOnlyList<EvidenceRow>> EvidenceAsync(ConsoleContext db, CaseFactRows facts, CancellationToken ct)
    {
        var rows = facts.Sources().ToList();
        var ids = rows.Select(r => r.FileId).Distinct().ToList();
        var names = await db.SourceFiles.AsNoTracking().Where(f => ids.Contains(f.Id)).Select(f => new { f.Id, f.Name }).ToDictionaryAsync(f => f.Id, f => f.Name, ct);
        return [.. rows.Select(r => r with { FileName = names.GetValueOrDefault(r.FileId, "") })];
    }

    private static List<TimelineEntry> Timeline(CaseFactRows facts, List<CaseEvent> events)
    {
        var entries = facts.Dates().Concat(events.Select(e => new TimelineEntry(e.At, e.Text, e.ActorName, e.Kind))).ToList();
        return [.. entries.Select((e, i) => (e, i)).OrderBy(x => x.e.At).ThenBy(x => x.i).Select(x => x.e)];
    }
}

/// <summary>The facts of a case as they stand in the database: of its order, and those that its finding names.</summary>
internal sealed class CaseFactRows
{
    public required List<OrderLine> Lines { get; init; }

    public required List<ReturnItem> Returns { get; init; }

    public required List<GoodsReceipt> Receipts { get; init; }

    public required List<RefundSighting> Refunds { get; init; }

    public required List<Settlement> Settlements { get; init; }

    /// <summary>Everything that returns platforms told of these returns and their parcels.</summary>
    public List<ReturnSighting> Sightings { get; init; } = [];

    private const int Most = 200;

    public static async Task<CaseFactRows> LoadAsync(ConsoleContext db, ExceptionCase c, CaseFacts kept, CancellationToken ct)
    {
        List<long> Ids(FactKind kind) => [.. kept.Facts.Where(f => f.Kind == kind).Select(f => f.Id)];
        var (lines, returns, receipts, refunds, settlements) = (Ids(FactKind.OrderLine), Ids(FactKind.Return), Ids(FactKind.Receipt), Ids(FactKind.Refund), Ids(FactKind.Settlement));
        // Without an order the case stands for single facts: only those it names.
        var order = c.OrderKey == OrderKey.None ? long.MaxValue : c.OrderKey;
        var items = await db.ReturnItems.AsNoTracking().Where(x => (x.OrderKey == order && x.AccountId == c.AccountId) || returns.Contains(x.Id)).OrderBy(x => x.RequestedAt).Take(Most).ToListAsync(ct);
        return new()
        {
            Lines = await db.OrderLines.AsNoTracking().Where(x => (x.OrderKey == order && x.AccountId == c.AccountId) || lines.Contains(x.Id)).OrderBy(x => x.Id).Take(Most).ToListAsync(ct),
            Returns = items,
            Receipts = await db.GoodsReceipts.AsNoTracking().Where(x => (x.OrderKey == order && x.AccountId == c.AccountId) || receipts.Contains(x.Id)).OrderBy(x => x.ReceivedAt).Take(Most).ToListAsync(ct),
            Refunds = await db.RefundSightings.AsNoTracking().Where(x => (x.OrderKey == order && x.AccountId == c.AccountId) || refunds.Contains(x.Id)).OrderBy(x => x.PostedAt).Take(Most).ToListAsync(ct),
            Settlements = await db.Settlements.AsNoTracking().Where(x => settlements.Contains(x.Id)).ToListAsync(ct),
            Sightings = await SightingsAsync(db, c.AccountId, items, Ids(FactKind.Parcel), ct),
        };
    }

    private static async Task<List<ReturnSighting>> SightingsAsync(ConsoleContext db, int account, List<ReturnItem> items, List<long> named, CancellationToken ct)
    {
        var told = items.Where(i => i.Channel >= ReturnChannel.Rebound).ToList();
        if (told.Count == 0 && named.Count == 0)
            return [];
        List<string> Ids(Func<ReturnItem, string> of) => [.. told.Select(of).Where(id => id.Length > 0).Distinct()];
        var (keys, ofReturn, display, label, tracking) = (Ids(i => i.NaturalKey), Ids(i => i.PlatformReturnId), Ids(i => i.MerchantRmaId), Ids(i => i.LabelId), Ids(i => i.TrackingId));
        var sightings = db.ReturnSightings.AsNoTracking().Where(s => s.AccountId == account);
        var all = await sightings.Where(s => keys.Contains(s.NaturalKey)).Take(Most).ToListAsync(ct);
        all.AddRange(await sightings.Where(s => s.About != SightingAbout.Item && (ofReturn.Contains(s.ReturnId) || display.Contains(s.DisplayId) || label.Contains(s.LabelId) || tracking.Contains(s.TrackingId))).Take(Most).ToListAsync(ct));
        all.AddRange(await sightings.Where(s => named.Contains(s.Id)).ToListAsync(ct));
        return [.. all.DistinctBy(s => s.Id).OrderBy(s => s.UpdatedAt).ThenBy(s => s.Id).Take(Most)];
    }

    public bool IsAbout(Match m) =>
        (m.RefundId == 0 || Refunds.Any(r => r.Id == m.RefundId)) && (m.ReturnId == 0 || Returns.Any(r => r.Id == m.ReturnId)) && (m.ReceiptId == 0 || Receipts.Any(r => r.Id == m.ReceiptId));

    public string WordsOf(Match m)
    {
        var sides = new List<string>(3);
        if (Refunds.FirstOrDefault(r => r.Id == m.RefundId) is { } refund)
            sides.Add($"refund of {Day(refund.PostedAt)}");
        if (Returns.FirstOrDefault(r => r.Id == m.ReturnId) is { } item)
            sides.Add(item.RmaId.Length > 0 ? $"return {item.RmaId}" : $"return of {item.Sku}");
        if (Receipts.FirstOrDefault(r => r.Id == m.ReceiptId) is { } receipt)
            sides.Add($"goods received {Day(receipt.ReceivedAt)}");
        var text = string.Join(" ↔ ", sides);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}, {Match.WordsOf(m.Rule)} (rule {(byte)m.Rule})";
    }

    public IEnumerable<EvidenceRow> Sources()
    {
        foreach (var r in Returns)
            yield return new(FactKind.Return, r.Id, r.Channel switch { ReturnChannel.Fba => "FBA return", ReturnChannel.MerchantFulfilled => "Returns report", var platform => PlatformNames.TitleOf(platform) }, r.FileId, "", r.Line);
        foreach (var s in Sightings.Where(s => !Returns.Exists(r => r.FileId == s.FileId && r.Line == s.Line && r.Part == s.Part)))
            yield return new(FactKind.Parcel, s.Id, $"{PlatformNames.TitleOf(s.Channel)} {(s.About == SightingAbout.Item ? "return, told before" : "parcel")}", s.FileId, "", s.Line);
        foreach (var r in Receipts)
            yield return new(FactKind.Receipt, r.Id, "Goods receipt", r.FileId, "", r.Line);
        foreach (var r in Refunds)
            yield return new(FactKind.Refund, r.Id, r.Origin == RefundOrigin.Settlement ? "Settlement line" : "Refund transaction", r.FileId, "", r.Line);
        foreach (var l in Lines)
            yield return new(FactKind.OrderLine, l.Id, "Order line", l.FileId, "", l.Line);
        foreach (var s in Settlements)
            yield return new(FactKind.Settlement, s.Id, "Settlement summary", s.FileId, "", s.Line);
    }

    public IEnumerable<TimelineEntry> Dates()
    {
        foreach (var at in Lines.Select(l => l.PurchasedAt).Distinct())
        {
            if (at is { } day)
                yield return new(day, "Order placed", "", null);
        }
        foreach (var r in Returns)
        {
            if (r.RequestedAt is { } asked)
                yield return new(asked, $"Return requested{(r.RmaId.Length > 0 ? $", RMA {r.RmaId}" : "")}: {r.Sku} × {r.Quantity.ToString(CultureInfo.InvariantCulture)}", "", null);
            if (r.DeliveredAt is { } came)
                yield return new(came, r.Channel == ReturnChannel.Fba ? $"Received by Amazon ({r.FulfillmentCenter})" : "Delivered, Amazon says", "", null);
        }
        foreach (var r in Receipts)
            yield return new(r.ReceivedAt, $"Received: {r.Sku} × {r.Quantity.ToString(CultureInfo.InvariantCulture)}{(r.Grade == ConditionGrade.None ? "" : $", grade {r.Grade}")}", r.Source, null);
        foreach (var r in Refunds)
        {
            if (r.PostedAt is { } posted)
                yield return new(posted, $"Refund of {new Money(-r.BuyerTotal, r.Currency)}", "", null);
        }
        foreach (var s in Settlements)
        {
            if (s.EndAt is { } end)
                yield return new(end, $"Settlement {s.SettlementId} ends", "", null);
        }
    }

    private static string Day(DateTime? at) => at?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "unknown date";
}
