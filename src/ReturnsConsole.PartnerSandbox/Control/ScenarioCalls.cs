using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Control;

/// <summary>Lists scenarios and starts them.</summary>
internal sealed class ScenarioCalls(SandboxWorld world)
{
    private readonly List<object> _started = [];

    public Answer List() => world.Do(() => Answer.Ok(new
    {
        scenarios = Scenario.All.Select(scenario => new { name = scenario.Name, description = scenario.Description }).ToArray(),
        started = _started,
    }));

    /// <summary>{name, seed?, start?, orders?, returns?, perMinute?, minutes?, account?, currency?}</summary>
    public Answer Start(JsonElement body)
    {
        var name = body.Text("name");
        var scenario = Scenario.All.FirstOrDefault(known => known.Name == name)
            ?? throw new BadCallException($"There is no scenario '{name}'. There are: {string.Join(", ", Scenario.All.Select(known => known.Name))}.");
        var account = body.TextOrNull("account") is null ? "us" : body.OneOf("account", "us", "uk", "de");
        var start = body.TimeOrNull("start");
        return world.Do(() =>
        {
            if (body.TryGetProperty("seed", out _))
                world.Random = new SeededRandom((ulong)body.Whole("seed"));

            var ask = new ScenarioAsk(start, Count(body, "orders"), Count(body, "returns"), Count(body, "perMinute"), Count(body, "minutes"), account, body.TextOrNull("currency") is null ? "EUR" : body.OneOf("currency", "EUR", "JPY", "KWD"));
            scenario.Begin(world, ask);
            world.Live();
            var begun = new { name, seed = body.TryGetProperty("seed", out _) ? body.Whole("seed") : (long?)null, at = world.Now };
            _started.Add(begun);
            return Answer.Json(201, new { begun.name, begun.seed, begun.at, planned = world.Planned });
        });
    }

    private static int? Count(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out _))
            return null;

        var count = body.Whole(name);
        return count is >= 0 and <= 2_000_000 ? (int)count : throw new BadCallException($"'{name}' must be 0 to 2,000,000.");
    }
}
