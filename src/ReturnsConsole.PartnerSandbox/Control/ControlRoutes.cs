using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Rebound;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Control;

/// <summary>The sandbox's own handles below /_sandbox. No partner has these; they ask for no credentials.</summary>
internal static class ControlRoutes
{
    private const string Root = "/_sandbox";

    public static void MapControl(this WebApplication app)
    {
        var services = app.Services;
        var world = services.GetRequiredService<SandboxWorld>();
        var clock = new ClockCalls(world);
        var faults = new FaultCalls(services.GetRequiredService<FaultSet>());
        var scenarios = new ScenarioCalls(world);
        var settings = new SettingCalls(world, services.GetRequiredService<RateLimits>(), services.GetRequiredService<AccessTokens>(), services.GetRequiredService<ReboundDialect>());

        Map("GET", "/clock", _ => clock.Show());
        Map("POST", "/clock", clock.Change);
        Map("GET", "/ledger", _ => Answer.Ok(world.Do(() => world.Ledger.Entries.Select(LedgerViews.Show).ToArray())));
        Map("GET", "/faults", _ => faults.List());
        Map("POST", "/faults", faults.Add);
        Map("DELETE", "/faults", _ => faults.Clear());
        Map("GET", "/scenarios", _ => scenarios.List());
        Map("POST", "/scenarios", scenarios.Start);
        Map("GET", "/limits", _ => settings.Show());
        Map("POST", "/limits", settings.ChangeLimits);
        Map("POST", "/shop", new ShopHandles(world).Change);
        Map("GET", "/webhooks", _ => settings.ShowWebhooks());
        Map("POST", "/webhooks", settings.AimWebhook);
        Map("POST", "/reset", _ => settings.Reset());

        void Map(string method, string path, Func<JsonElement, Answer> answer) => app.MapMethods(Root + path, [method], http => ServeAsync(http, answer));
    }

    private static async Task ServeAsync(HttpContext http, Func<JsonElement, Answer> answer)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        try
        {
            await Delivery.WriteAsync(http, answer(body.Length == 0 ? Shape.Parse("{}"u8.ToArray()) : Shape.Parse(body.ToArray())));
        }
        catch (BadCallException bad)
        {
            await Delivery.WriteAsync(http, Answer.Json(400, new { message = bad.Message }));
        }
    }
}
