namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>A step in the life of a return that a scenario may pin to an instant.</summary>
internal enum LifeStep
{
    Request,
    Scan,
    Arrive,
    Grade,
    Refund,
}

/// <summary>One step happens at this instant; what is not pinned takes its usual time.</summary>
internal sealed record Pin(LifeStep Step, DateTime At)
{
    /// <param name="usual">The wait where this step is not pinned.</param>
    public static TimeSpan Wait(IReadOnlyList<Pin>? pins, LifeStep step, DateTime now, TimeSpan usual)
    {
        if (pins?.FirstOrDefault(pin => pin.Step == step) is not { } pinned)
            return usual;

        return pinned.At > now ? pinned.At - now : TimeSpan.Zero;
    }
}
