namespace ReturnsConsole.Features.Triage;

/// <summary>Which columns a person wants the list of cases to show.</summary>
public sealed class ColumnChoice
{
    public required int UserId { get; init; }

    /// <summary>As <see cref="CaseColumns"/> writes them: "order,market,wrong,risk".</summary>
    public required string Columns { get; set; }
}
