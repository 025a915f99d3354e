using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Vendor;

public enum VendorShow : byte
{
    All = 0,

    /// <summary>Not credited yet.</summary>
    Open = 1,

    /// <summary>Graded, and no credit note was submitted.</summary>
    Due = 2,

    /// <summary>Counts or money disagree.</summary>
    Differing = 3,
}

/// <summary>Which vendor returns a list shows.</summary>
/// <param name="Week">Monday of the week in which something of it happened last; null: any.</param>
/// <param name="Search">How its reference or number begins.</param>
public sealed record VendorFilter(VendorShow Show = VendorShow.All, DateOnly? Week = null, string Search = "")
{
    /// <summary>"2026-W47"; null when it is none.</summary>
    public static DateOnly? WeekOf(string? text) =>
        text is { Length: 8 } && text[4..6] == "-W" && int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && int.TryParse(text[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var week)
        && year is >= 2000 and <= 9998 && week >= 1 && week <= ISOWeek.GetWeeksInYear(year) ? DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday)) : null;

    public static string NameOf(DateOnly monday) => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(monday.ToDateTime(default))}-W{ISOWeek.GetWeekOfYear(monday.ToDateTime(default)):00}");
}

/// <param name="Page">From 1.</param>
public sealed record VendorReturnRows(IReadOnlyList<VendorReturn> Rows, int Total, int Page, int Pages);

/// <summary>Vendor returns of the accounts that a person sees, the latest first.</summary>
public sealed class VendorReturnList(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard)
{
    public const int PageSize = 50;

    public async Task<Answer<VendorReturnRows>> RunAsync(Actor actor, VendorFilter filter, int page, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<VendorReturnRows>(refusal);
        var rows = await AllAsync(actor, filter, ct);
        var pages = Math.Max(1, (rows.Count + PageSize - 1) / PageSize);
        var at = Math.Clamp(page, 1, pages);
        return Answer.Of(new VendorReturnRows([.. rows.Skip((at - 1) * PageSize).Take(PageSize)], rows.Count, at, pages));
    }

    /// <summary>One of them, with its papers.</summary>
    public async Task<Answer<VendorReturn>> OneAsync(Actor actor, int accountId, string reference, CancellationToken ct)
    {
        if (await guard.WhyNotAsync(actor, Permission.ViewFacts, ct) is { } refusal)
            return Answer.Refused<VendorReturn>(refusal);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await AccountsAsync(db, actor, ct);
        var found = accounts.TryGetValue(accountId, out var name) ? await VendorLoading.LoadAsync(db, new Dictionary<int, string> { [accountId] = name }, VendorLoading.Named(reference), ct) : [];
        return found.Count == 0 ? Answer.Refused<VendorReturn>($"No vendor return {reference} is known for an account that you can see. Import Amazon's returns file.") : Answer.Of(found[0]);
    }

    /// <summary>Everything that the filter holds, for the list that finance closes the account with.</summary>
    internal async Task<List<VendorReturn>> AllAsync(Actor actor, VendorFilter filter, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var search = filter.Search.Trim();
        var found = await VendorLoading.LoadAsync(db, await AccountsAsync(db, actor, ct), papers => Narrowed(db, papers, filter.Show, search), ct);
        return [.. found.Where(v => Holds(v, filter, search)).OrderByDescending(v => v.LastAt).ThenBy(v => v.AccountId).ThenBy(v => v.Reference, StringComparer.Ordinal)];
    }

    internal async Task<Dictionary<int, string>> AccountsAsync(ConsoleContext db, Actor actor, CancellationToken ct)
    {
        var companies = (await guard.CompaniesAsync(actor, ct))?.ToList();
        return await db.Accounts.AsNoTracking().Where(a => companies == null || companies.Contains(a.CompanyId)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
    }

    /// <summary>What the database can leave out; the rest is left out below.</summary>
    private static IQueryable<VendorPaperLine> Narrowed(ConsoleContext db, IQueryable<VendorPaperLine> papers, VendorShow show, string search)
    {
        if (search.Length > 0)
            papers = papers.Where(v => v.ReturnsReference.StartsWith(search) || v.Number.StartsWith(search));
        return show is VendorShow.Due or VendorShow.Differing ? VendorLoading.Begun(db, papers) : papers;
    }

    private static bool Holds(VendorReturn one, VendorFilter filter, string search) => filter.Show switch
    {
        VendorShow.Open => one.Stage != VendorStage.Credited,
        VendorShow.Due => one.Stage == VendorStage.Processed,
        VendorShow.Differing => one.Differs,
        _ => true,
    }
    && (search.Length == 0 || one.Reference.StartsWith(search, StringComparison.OrdinalIgnoreCase) || one.Number.StartsWith(search, StringComparison.OrdinalIgnoreCase))
    && (filter.Week is not { } week || (one.LastAt is { } at && DateOnly.FromDateTime(at) >= week && DateOnly.FromDateTime(at) < week.AddDays(7)));
}
