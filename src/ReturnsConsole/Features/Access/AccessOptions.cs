namespace ReturnsConsole.Features.Access;

/// <summary>Section "Access".</summary>
public sealed class AccessOptions
{
    public PasswordOptions Password { get; set; } = new();

    public LockoutOptions Lockout { get; set; } = new();

    public SessionOptions Session { get; set; } = new();

    /// <summary>Windows and tabs one person may have open at once; each holds memory on the server.</summary>
    public int MaxWindowsPerUser { get; set; } = 20;

    /// <summary>Sign-in and set-up attempts per minute from one address.</summary>
    public int AttemptsPerMinute { get; set; } = 20;

    /// <summary>How long the token for the first administrator holds.</summary>
    public int SetUpTokenMinutes { get; set; } = 60;
}

public sealed class PasswordOptions
{
    public int MinLength { get; set; } = 12;

    /// <summary>Amazon's Data Protection Policy: upper case, lower case, digit and symbol, changed at least once a year and at most once a day.</summary>
    public bool AmazonPolicy { get; set; }
}

public sealed class LockoutOptions
{
    public int Tries { get; set; } = 5;

    public int Minutes { get; set; } = 15;
}

public sealed class SessionOptions
{
    /// <summary>A session without any activity ends after so long.</summary>
    public int IdleMinutes { get; set; } = 60;

    /// <summary>Every session ends after so long.</summary>
    public int AbsoluteHours { get; set; } = 12;
}
