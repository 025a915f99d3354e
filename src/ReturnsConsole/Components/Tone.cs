namespace ReturnsConsole.Components;

/// <summary>What a mark says about who is needed. Always shown with its own shape and a word; colour comes third.</summary>
public enum Tone
{
    /// <summary>Not begun, normal: a hollow ring.</summary>
    Still,

    /// <summary>Expected: a dashed ring.</summary>
    Expected,

    /// <summary>Under way: a half disc.</summary>
    Flow,

    /// <summary>Proven: a disc with a tick.</summary>
    Good,

    /// <summary>Look at it: a triangle.</summary>
    Warn,

    /// <summary>Failed, critical: an octagon.</summary>
    Critical,

    /// <summary>Outcome unknown: a square with a question mark.</summary>
    Hold,
}

public static class Tones
{
    public static string IconOf(Tone tone) => tone switch
    {
        Tone.Expected => "s-wait",
        Tone.Flow => "s-flow",
        Tone.Good => "s-good",
        Tone.Warn => "s-warn",
        Tone.Critical => "s-critical",
        Tone.Hold => "s-hold",
        _ => "s-still",
    };

    public static string ClassOf(Tone tone) => tone switch
    {
        Tone.Expected => "still",
        _ => tone.ToString().ToLowerInvariant(),
    };
}
