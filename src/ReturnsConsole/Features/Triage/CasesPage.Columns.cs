using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Triage;

/// <summary>Which columns stand in the list: those of the view that is open, else the person's own.</summary>
public sealed partial class CasesPage
{
    private CaseColumns ownColumns = CaseColumns.Usual;

    [Inject]
    private OwnColumns Columns { get; set; } = null!;

    private CaseColumns ShownColumns => view.Columns ?? ownColumns;

    private Dictionary<int, string> AccountNames => accounts.ToDictionary(a => a.Id, a => a.Name);

    private async Task LoadColumnsAsync()
    {
        try
        {
            ownColumns = await Columns.ReadAsync(await Current.GetAsync(), CancellationToken.None);
        }
        catch (Exception fault)
        {
            Trouble.Note(Log, fault, "reading the chosen columns");
        }
    }

    private async Task ChooseColumnsAsync(CaseColumns chosen)
    {
        ownColumns = chosen;
        var outcome = await Columns.KeepAsync(await Current.GetAsync(), chosen, CancellationToken.None);
        Say(outcome.Message, null);
        if (view.Columns is not null)
            Navigation.NavigateTo(CaseLinks.Write(view with { Columns = null }));
    }
}
