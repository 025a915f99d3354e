namespace ReturnsConsole.Shared;

/// <summary>One page of rows and how many there are in all.</summary>
public sealed record PagedResult<T>(IReadOnlyList<T> Items, long Total);
