namespace ReturnsConsole.Verbs;

/// <summary>What a verb answers to the shell.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>It ran and found something: broken invariants, rejected rows.</summary>
    public const int Findings = 1;

    /// <summary>Bad usage or input, or the machine could not do it; standard error says what and where.</summary>
    public const int BadInput = 2;
}
