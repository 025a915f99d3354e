using System.Globalization;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Triage;

/// <summary>Views, search and filter chips of the list. It only writes addresses; the page follows them.</summary>
public sealed partial class CaseFilterBar
{
    private string? search;
    private string? searchShown;

    [Parameter, EditorRequired]
    public CaseView View { get; set; } = null!;

    [Parameter]
    public IReadOnlyList<CaseQueue> Queues { get; set; } = [];

    [Parameter]
    public IReadOnlyList<VisibleAccount> Accounts { get; set; } = [];

    [Parameter]
    public string Total { get; set; } = "";

    /// <summary>Name of the person the list is filtered by.</summary>
    [Parameter]
    public string? OwnerName { get; set; }

    /// <summary>What stands at the right end: word of new rows.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IEnumerable<CaseQueue> Shown => View.Filter.Kind is { } kind ? Queues.Where(q => q.Kind == kind) : Queues;

    private long? Mine => View.Filter.Status == CaseStatus.Open ? Shown.Sum(q => q.Mine) : null;

    private long? Unassigned => View.Filter.Status == CaseStatus.Open ? Shown.Sum(q => q.Unassigned) : null;

    protected override void OnParametersSet()
    {
        if (searchShown == View.Filter.Search)
            return;
        searchShown = View.Filter.Search;
        search = searchShown;
    }

    private RenderFragment Tab(string name, CaseFilter filter, bool here, long? count) => builder =>
    {
        builder.OpenElement(0, "a");
        builder.AddAttribute(1, "href", CaseLinks.Write(View.With(filter)));
        builder.AddAttribute(2, "aria-current", here ? "true" : null);
        builder.AddContent(3, name);
        if (count is { } n)
        {
            builder.OpenElement(4, "span");
            builder.AddAttribute(5, "class", "n");
            builder.AddContent(6, " " + n.ToString("N0", CultureInfo.InvariantCulture));
            builder.CloseElement();
        }
        builder.CloseElement();
    };

    private void SubmitAsync() => Go(View.Filter with { Search = string.IsNullOrWhiteSpace(search) ? null : search.Trim() });

    private void StatusChosen(ChangeEventArgs change)
    {
        if (Enum.TryParse<CaseStatus>(change.Value?.ToString(), out var status))
            Go(View.Filter with { Status = status, Due = CaseWords.IsOpen(status) ? View.Filter.Due : DueFilter.Any, Age = CaseWords.IsOpen(status) ? View.Filter.Age : AgeFilter.Any });
    }

    private void DueChosen(ChangeEventArgs change)
    {
        if (Enum.TryParse<DueFilter>(change.Value?.ToString(), out var due))
            Go(View.Filter with { Due = due });
    }

    private void AgeChosen(ChangeEventArgs change)
    {
        if (Enum.TryParse<AgeFilter>(change.Value?.ToString(), out var age))
            Go(View.Filter with { Age = age });
    }

    private void AccountChosen(ChangeEventArgs change) =>
        Go(View.Filter with { AccountId = int.TryParse(change.Value?.ToString(), CultureInfo.InvariantCulture, out var id) ? id : null });

    private void Go(CaseFilter filter) => Navigation.NavigateTo(CaseLinks.Write(View.With(filter)));
}
