namespace ReturnsConsole.Features.ReasonCodes;

/// <summary>Section "ReasonCodes".</summary>
public sealed class ReasonCodeOptions
{
    /// <summary>A look through the table is asked for every so many months; 0: never.</summary>
    public int ReviewEveryMonths { get; set; } = 1;

    /// <summary>A code that no return has carried for so long counts as not used.</summary>
    public int UnusedAfterDays { get; set; } = 90;
}
