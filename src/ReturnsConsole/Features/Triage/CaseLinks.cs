using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>The one place that writes and reads addresses of the triage screen: "/cases?kind=orphaned-refund&amp;sort=due&amp;owner=me&amp;case=48213".</summary>
public static class CaseLinks
{
    public const string Path = "cases";
    private static readonly string[] AgeSlugs = ["", "0-2", "3-7", "8-14", "15"];

    public static string ToCase(long caseId) => Write(CaseView.Everything with { CaseId = caseId });

    public static string Write(CaseView view)
    {
        var query = new List<KeyValuePair<string, string?>>();
        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                query.Add(new(name, value));
        }
        var filter = view.Filter;
        Add("kind", filter.Kind is { } kind ? SlugOf(kind.ToString()) : null);
        Add("status", filter.Status == CaseStatus.Open ? null : SlugOf(filter.Status.ToString()));
        Add("owner", filter.Assignee switch
        {
            AssigneeFilter.Me => "me",
            AssigneeFilter.Nobody => "nobody",
            AssigneeFilter.Person => filter.PersonId.ToString(CultureInfo.InvariantCulture),
            _ => null,
        });
        Add("account", filter.AccountId?.ToString(CultureInfo.InvariantCulture));
        Add("due", filter.Due == DueFilter.Any ? null : SlugOf(filter.Due.ToString()));
        Add("age", filter.Age == AgeFilter.Any ? null : AgeSlugs[(int)filter.Age]);
        Add("market", filter.Marketplace);
        Add("sku", filter.Sku);
        Add("currency", filter.Currency);
        if (filter.Currency is { } currency)
        {
            Add("from", filter.AtRiskFrom is { } from ? new Money(from, currency).ToDecimalString() : null);
            Add("to", filter.AtRiskTo is { } to ? new Money(to, currency).ToDecimalString() : null);
        }
        Add("q", filter.Search?.Trim());
        Add("sort", view is { Sort: CaseSort.Due, Descending: false } ? null : SlugOf(view.Sort.ToString()));
        Add("dir", view.Descending ? "desc" : null);
        Add("cols", view.Columns?.ToString());
        Add("page", view.Move == PageMove.Last ? "last" : null);
        Add("after", view.Move == PageMove.Next ? view.Cursor?.ToString() : null);
        Add("before", view.Move == PageMove.Previous ? view.Cursor?.ToString() : null);
        Add("case", view.CaseId?.ToString(CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>What cannot be understood is left out: an old or mistyped link still shows a list.</summary>
    public static CaseView Read(string uri)
    {
        var at = uri.IndexOf('?', StringComparison.Ordinal);
        var query = at < 0 ? [] : QueryHelpers.ParseQuery(uri[at..].Split('#')[0]);
        string? One(string name) => query.TryGetValue(name, out var values) ? values[0] : null;
        var (owner, person) = Owner(One("owner"));
        var currency = One("currency") is { Length: 3 } code && code.All(char.IsAsciiLetterUpper) ? code : null;
        var (move, cursor) = Page(One("page"), One("after"), One("before"));
        return new CaseView
        {
            Filter = new CaseFilter
            {
                Kind = EnumOf<CaseKind>(One("kind")),
                Status = EnumOf<CaseStatus>(One("status")) ?? CaseStatus.Open,
                Assignee = owner,
                PersonId = person,
                AccountId = int.TryParse(One("account"), CultureInfo.InvariantCulture, out var account) ? account : null,
                Due = EnumOf<DueFilter>(One("due")) ?? DueFilter.Any,
                Age = One("age") is { } age && Array.IndexOf(AgeSlugs, age) is > 0 and var step ? (AgeFilter)step : AgeFilter.Any,
                Marketplace = Short(One("market"), 20),
                Sku = Short(One("sku"), 100),
                Currency = currency,
                AtRiskFrom = CaseWords.MinorOf(One("from"), currency),
                AtRiskTo = CaseWords.MinorOf(One("to"), currency),
                Search = string.IsNullOrWhiteSpace(One("q")) ? null : One("q")!.Trim(),
            },
            Sort = EnumOf<CaseSort>(One("sort")) ?? CaseSort.Due,
            Descending = One("dir") == "desc",
            Columns = CaseColumns.Parse(One("cols")),
            Move = move,
            Cursor = cursor,
            CaseId = long.TryParse(One("case"), CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null,
        }.InOfferedOrder();
    }

    private static string? Short(string? text, int most) => text?.Trim() is { Length: > 0 } trimmed && trimmed.Length <= most ? trimmed : null;

    private static (AssigneeFilter, int) Owner(string? text) => text switch
    {
        "me" => (AssigneeFilter.Me, 0),
        "nobody" => (AssigneeFilter.Nobody, 0),
        _ => int.TryParse(text, CultureInfo.InvariantCulture, out var id) && id > 0 ? (AssigneeFilter.Person, id) : (AssigneeFilter.Anybody, 0),
    };

    private static (PageMove, PageCursor?) Page(string? page, string? after, string? before)
    {
        if (PageCursor.Parse(after) is { } next)
            return (PageMove.Next, next);
        if (PageCursor.Parse(before) is { } previous)
            return (PageMove.Previous, previous);
        return (page == "last" ? PageMove.Last : PageMove.First, null);
    }

    /// <summary>"OrphanedRefund" → "orphaned-refund".</summary>
    private static string SlugOf(string name)
    {
        var slug = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && slug.Length > 0)
                slug.Append('-');
            slug.Append(char.ToLowerInvariant(c));
        }
        return slug.ToString();
    }

    private static T? EnumOf<T>(string? slug)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (SlugOf(value.ToString()) == slug)
                return value;
        }
        return null;
    }
}
