namespace ReturnsConsole.Features.Access;

/// <summary>One sign-in of one user. The cookie names it; ended sessions are dead at once, whatever the cookie says.</summary>
public sealed class SignInSession
{
    public required Guid Id { get; init; }

    public required int UserId { get; init; }

    public required int AccessVersion { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime LastSeenAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public string? EndedWhy { get; set; }

    public string Device { get; init; } = "";
}
