namespace ReturnsConsole.Shared;

/// <summary>What a command did, in words for the person who gave it. A refusal always says why.</summary>
public sealed record Outcome(OutcomeKind Kind, string Message)
{
    public bool Succeeded => Kind == OutcomeKind.Done;

    public static Outcome Done(string message) => new(OutcomeKind.Done, message);

    /// <summary>The command does not fit the state of things.</summary>
    public static Outcome Refused(string message) => new(OutcomeKind.Refused, message);

    /// <summary>Somebody else changed it meanwhile; the message says who and what.</summary>
    public static Outcome Conflict(string message) => new(OutcomeKind.Conflict, message);

    public static Outcome Forbidden(string message) => new(OutcomeKind.Forbidden, message);
}

public enum OutcomeKind
{
    Done,
    Refused,
    Conflict,
    Forbidden,
}
