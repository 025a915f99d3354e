using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Rebound;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Control;

internal sealed class SettingCalls(SandboxWorld world, RateLimits limits, AccessTokens tokens, ReboundDialect rebound)
{
    public Answer Show() => Answer.Ok(new { enabled = limits.Enabled, tokenLifeSeconds = (int)tokens.Life.TotalSeconds });

    /// <summary>{enabled: false} lifts the rates; {tokenLifeSeconds: 60} shortens the life of new tokens; {expireTokens: true} ends those that are out.</summary>
    public Answer ChangeLimits(JsonElement body)
    {
        if (body.FlagOrNull("enabled") is { } enabled)
        {
            limits.Enabled = enabled;
            limits.Refill();
        }

        if (body.TryGetProperty("tokenLifeSeconds", out _))
            tokens.Life = TimeSpan.FromSeconds(body.Whole("tokenLifeSeconds"));

        if (body.FlagOrNull("expireTokens") == true)
            tokens.ExpireAll();

        return Show();
    }

    public Answer ShowWebhooks() => Answer.Ok(world.Do(() =>
        world.Webhooks.Targets.Select(target => new { kind = target.Kind, url = target.Url.ToString(), header = target.Header, waiting = world.Webhooks.Waiting }).ToArray()));

    /// <summary>{kind: happyReturns | rebound, url, secret, header?}</summary>
    public Answer AimWebhook(JsonElement body)
    {
        var kind = body.OneOf("kind", "happyReturns", "rebound");
        if (!Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var url))
            throw new BadCallException("'url' must be an absolute address.");

        var header = body.TextOrNull("header") ?? (kind == "happyReturns" ? "X-Hr-Signature" : "X-Rebound-Signature");
        var target = new WebhookTarget(kind, url, body.Text("secret"), header);
        world.Do(() =>
        {
            world.Webhooks.Aim(target);
            return target;
        });
        return Answer.Json(201, new { kind, url = url.ToString(), header });
    }

    /// <summary>An empty world; addresses that Rebound has blocked are free again.</summary>
    public Answer Reset()
    {
        world.Do(() =>
        {
            world.Empty();
            return world;
        });
        rebound.Unblock();
        return Answer.Empty(204);
    }
}
