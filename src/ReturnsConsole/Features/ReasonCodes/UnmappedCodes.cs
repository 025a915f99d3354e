using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>A code that nobody has mapped and the returns that it holds back.</summary>
/// <param name="First">Request (else delivery) of the first of them.</param>
/// <param name="Values">Order amounts, one per currency.</param>
/// <param name="WithoutValue">How many of them name no amount.</param>
/// <param name="InDraft">The reason that the draft gives it; null: none yet.</param>
/// <param name="CaseId">An open case about it, if it has one already.</param>
public sealed record UnmappedCode(CodeKey Key, long Count, DateTime? First, DateTime? Last, IReadOnlyList<Money> Values, long WithoutValue, Suggestion? Suggestion, string? InDraft, long? CaseId);

/// <summary>Codes of quarantined returns. Read from the index of quarantined returns alone, however many other returns there are.</summary>
internal static class UnmappedCodes
{
    public static async Task<(IReadOnlyList<UnmappedCode> Codes, long BeingReleased)> ReadAsync(ConsoleContext db, IReadOnlySet<int>? companies, IReadOnlyList<MappingRow> rows, CancellationToken ct)
    {
        var groups = await GroupsAsync(db, companies, ct);
        if (groups.Count == 0)
            return ([], 0);
        var history = await ReasonCodeHistory.LoadAsync(db, ct);
        var mapped = rows.GroupBy(r => (r.Key.SourceSystem, ReasonCodeText.Normal(r.Key.Code))).ToDictionary(g => g.Key, g => g.First().Values.CanonicalReason);
        var exact = rows.ToDictionary(r => r.Key, r => r.Values.CanonicalReason);
        var cases = await CasesAsync(db, companies, ct);
        var codes = new List<UnmappedCode>();
        long beingReleased = 0;
        foreach (var group in groups.GroupBy(g => g.Key))
        {
            var (key, count, first, last) = (group.Key, group.Sum(g => g.Count), group.Min(g => g.First), group.Max(g => g.Last));
            if (history.IsMapped(key.SourceSystem, key.Code, last?.Date))
            {
                beingReleased += count;
                continue;
            }
            var values = group.Where(g => g.Valued > 0 && g.Currency.Length > 0).GroupBy(g => g.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Money(g.Sum(v => v.Value), g.Key)).ToList();
            var inDraft = exact.GetValueOrDefault(key) ?? mapped.GetValueOrDefault((key.SourceSystem, ReasonCodeText.Normal(key.Code)));
            codes.Add(new(key, count, first, last, values, count - group.Where(g => g.Currency.Length > 0).Sum(g => g.Valued), ReasonSuggestion.For(key, rows), inDraft, cases.TryGetValue(key.ToString(), out var id) ? id : null));
        }
        return ([.. codes.OrderByDescending(c => c.Count).ThenBy(c => c.Key)], beingReleased);
    }

    public static IQueryable<ReturnItem> Held(ConsoleContext db, IReadOnlySet<int>? companies)
    {
        var held = db.ReturnItems.AsNoTracking().Where(r => r.Mapping == MappingStatus.Quarantined);
        if (companies is null)
            return held;
        var seen = companies.ToArray();
        return held.Where(r => db.Accounts.Any(a => a.Id == r.AccountId && seen.Contains(a.CompanyId)));
    }

    internal static async Task<List<HeldGroup>> GroupsAsync(ConsoleContext db, IReadOnlySet<int>? companies, CancellationToken ct)
    {
        var groups = await Held(db, companies).GroupBy(r => new { r.Channel, r.ReasonCode, r.Currency })
            .Select(g => new { g.Key.Channel, g.Key.ReasonCode, g.Key.Currency, Count = g.LongCount(), Value = g.Sum(r => r.OrderAmount ?? 0), Valued = g.LongCount(r => r.OrderAmount != null), First = g.Min(r => r.RequestedAt ?? r.DeliveredAt), Last = g.Max(r => r.RequestedAt ?? r.DeliveredAt) })
            .ToListAsync(ct);
        return [.. groups.Select(g => new HeldGroup(new(PlatformNames.Of(g.Channel), g.ReasonCode), g.Currency, g.Count, g.Value, g.Valued, g.First, g.Last))];
    }

    private static async Task<Dictionary<string, long>> CasesAsync(ConsoleContext db, IReadOnlySet<int>? companies, CancellationToken ct)
    {
        var open = await db.Cases.AsNoTracking().Where(c => c.Kind == CaseKind.UnmappedReasonCode && (c.Status == CaseStatus.Open || c.Status == CaseStatus.Waiting)).Select(c => new { c.Id, c.CompanyId, c.SubjectKey }).ToListAsync(ct);
        return open.Where(c => companies is null || companies.Contains(c.CompanyId)).GroupBy(c => c.SubjectKey).ToDictionary(g => g.Key, g => g.Min(c => c.Id));
    }
}

/// <summary>Quarantined returns of one code and currency.</summary>
internal sealed record HeldGroup(CodeKey Key, string Currency, long Count, long Value, long Valued, DateTime? First, DateTime? Last);

/// <summary>One return that waits for its code.</summary>
public sealed record HeldReturn(long Id, string OrderId, string RmaId, string Sku, int Quantity, string Account, DateTime? At, long? Amount, string Currency, int FileId, long Line);

/// <param name="Next">Pass as <c>after</c> for the rows that follow; null: these are the last.</param>
public sealed record HeldPage(IReadOnlyList<HeldReturn> Items, long Total, long? Next);

/// <summary>Exactly which returns a code holds back.</summary>
public sealed class HeldReturns(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int PageSize = 50;

    public async Task<Answer<HeldPage>> RunAsync(Actor actor, CodeKey key, long after, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<HeldPage>(refusal);
        if (SourceSystems.ChannelOf(key.SourceSystem) is not { } channel)
            return Answer.Refused<HeldPage>($"There is no source “{key.SourceSystem}”.");
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var held = UnmappedCodes.Held(db, companies).Where(r => r.Channel == channel && r.ReasonCode == key.Code);
        var total = await held.LongCountAsync(ct);
        var rows = await held.Where(r => r.Id > after).OrderBy(r => r.Id).Take(PageSize + 1)
            .Join(db.Accounts, r => r.AccountId, a => a.Id, (r, a) => new { r, Account = a.Name }).OrderBy(x => x.r.Id)
            .Select(x => new HeldReturn(x.r.Id, x.r.OrderId, x.r.RmaId, x.r.Sku, x.r.Quantity, x.Account, x.r.RequestedAt ?? x.r.DeliveredAt, x.r.OrderAmount, x.r.Currency, x.r.FileId, x.r.Line)).ToListAsync(ct);
        return Answer.Of<HeldPage>(new([.. rows.Take(PageSize)], total, rows.Count > PageSize ? rows[PageSize - 1].Id : null));
    }
}
