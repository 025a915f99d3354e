using Microsoft.AspNetCore.Components;
using ReturnsConsole.Components;

namespace ReturnsConsole.Features.Triage;

/// <summary>A decision about one case.</summary>
public abstract class CaseDialog : DecisionDialog
{
    [Parameter, EditorRequired]
    public CaseRow Case { get; set; } = null!;
}
