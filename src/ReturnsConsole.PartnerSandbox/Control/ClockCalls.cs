using System.Text.Json;
using System.Xml;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Control;

internal sealed class ClockCalls(SandboxWorld world)
{
    public Answer Show() => Answer.Ok(world.Do(Now));

    /// <summary>{advance: "PT6H"} or {now: "2026-…Z"}; {speed: 600} changes how fast it goes by itself.</summary>
    public Answer Change(JsonElement body)
    {
        var now = body.TimeOrNull("now");
        var advance = body.TextOrNull("advance") is { } text ? Duration(text) : TimeSpan.Zero;
        double? speed = body.TryGetProperty("speed", out var given) ? given.TryGetDouble(out var number) && number >= 0 ? number : throw new BadCallException("'speed' must be a number, 0 or more.") : null;
        return Answer.Ok(world.Do(() =>
        {
            var target = (now ?? world.Clock.Now) + advance;
            if (target < world.Clock.Now)
                throw new BadCallException("Virtual time only goes forward.");

            if (now is not null || advance > TimeSpan.Zero)
                world.Clock.MoveTo(target);

            if (speed is { } wanted)
                world.Clock.ChangeSpeed(wanted);

            world.Live();
            return Now();
        }));
    }

    private object Now() => new { now = world.Now, speed = world.Clock.Speed, planned = world.Planned };

    private static TimeSpan Duration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text) is { Ticks: >= 0 } span ? span : throw new BadCallException("'advance' must not be negative.");
        }
        catch (FormatException)
        {
            throw new BadCallException($"'advance' must be an ISO 8601 duration such as PT6H; found '{text}'.");
        }
    }
}
