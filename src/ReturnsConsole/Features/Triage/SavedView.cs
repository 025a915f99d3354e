namespace ReturnsConsole.Features.Triage;

/// <summary>A list of cases under a name: its address, for one person or for all.</summary>
public sealed class SavedView
{
    public int Id { get; private set; }

    /// <summary>Who made it; only this person changes it.</summary>
    public required int UserId { get; init; }

    public required string UserName { get; init; }

    public required string Name { get; init; }

    /// <summary>The query part of the address as <see cref="CaseLinks"/> writes it, without an open case.</summary>
    public required string Query { get; init; }

    public required bool Shared { get; init; }

    public required DateTime CreatedAt { get; init; }
}
