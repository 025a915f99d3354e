using System.Globalization;

namespace ReturnsConsole.PartnerSandbox;

/// <summary>How the sandbox starts; read from the configuration's section "Sandbox", which the command line can set too.</summary>
public sealed record SandboxOptions
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Virtual now at the start; null takes the wall clock's.</summary>
    public DateTime? Now { get; init; }

    /// <summary>Virtual seconds per wall second; 0 stands still.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Rate limits as the partners document them.</summary>
    public bool Limits { get; init; } = true;

    /// <summary>Life of access tokens by the wall clock.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Life of page tokens by the wall clock.</summary>
    public TimeSpan PageTokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Entries on a page where the caller asks for more; small, so that paging happens.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary>Rates are so many times those that are documented; answers that tell a rate tell this one.</summary>
    public double RateFactor { get; init; } = 1;

    /// <summary>Virtual time that Amazon takes to make a report.</summary>
    public TimeSpan ReportTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest time until Amazon's finance interfaces show an event; most show much sooner.</summary>
    public TimeSpan FinanceLag { get; init; } = TimeSpan.FromHours(48);

    /// <exception cref="FormatException">A value cannot be read; the message names it.</exception>
    internal static SandboxOptions From(IConfiguration section)
    {
        var plain = new SandboxOptions();
        return plain with
        {
            Seed = Read(section, "Seed", plain.Seed, text => ulong.Parse(text, CultureInfo.InvariantCulture)),
            Now = Read(section, "Now", plain.Now, text => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)),
            Speed = Read(section, "Speed", plain.Speed, text => double.Parse(text, CultureInfo.InvariantCulture)),
            Limits = Read(section, "Limits", plain.Limits, bool.Parse),
            TokenLife = Read(section, "TokenLifeSeconds", plain.TokenLife, Seconds),
            PageTokenLife = Read(section, "PageTokenLifeSeconds", plain.PageTokenLife, Seconds),
            RateFactor = Read(section, "RateFactor", plain.RateFactor, text => double.Parse(text, CultureInfo.InvariantCulture)),
            ReportTime = Read(section, "ReportSeconds", plain.ReportTime, Seconds),
            FinanceLag = Read(section, "FinanceLagSeconds", plain.FinanceLag, Seconds),
            PageSize = Read(section, "PageSize", plain.PageSize, text => int.Parse(text, CultureInfo.InvariantCulture)),
        };
    }

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

    private static T Read<T>(IConfiguration section, string key, T otherwise, Func<string, T> parse)
    {
        if (section[key] is not { Length: > 0 } text)
            return otherwise;

        try
        {
            return parse(text);
        }
        catch (FormatException)
        {
            throw new FormatException($"Sandbox option {key}: '{text}' cannot be read.");
        }
    }
}
