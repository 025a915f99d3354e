namespace ReturnsConsole.Shared;

/// <summary>What a query answers: the value, or why it may not be seen.</summary>
public sealed record Answer<T>(T? Value, string? Refusal)
    where T : class;

public static class Answer
{
    public static Answer<T> Of<T>(T value)
        where T : class => new(value, null);

    public static Answer<T> Refused<T>(string why)
        where T : class => new(null, why);
}
