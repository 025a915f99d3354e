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

/// <summary>One step happens at this instant; those before and behind it take their usual time.</summary>
internal sealed record Pin(LifeStep Step, DateTime At)
{
    /// <param name="usual">The wait where this step is not pinned.</param>
    public static TimeSpan Wait(Pin? pin, LifeStep step, DateTime now, TimeSpan usual)
    {
        if (pin is null || pin.Step != step)
            return usual;

        return pin.At > now ? pin.At - now : TimeSpan.Zero;
    }
}
