using Microsoft.Extensions.DependencyInjection.Extensions;
using ReturnsConsole.PartnerSandbox.Amazon;
using ReturnsConsole.PartnerSandbox.Commercetools;
using ReturnsConsole.PartnerSandbox.Control;
using ReturnsConsole.PartnerSandbox.HappyReturns;
using ReturnsConsole.PartnerSandbox.Rebound;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox;

/// <summary>
/// The five partners in one web application. Options come from the configuration's section "Sandbox"; a <see cref="TimeProvider"/> that is registered
/// before is the wall clock: it paces virtual time, tokens and rate limits.
/// </summary>
public static class SandboxApplication
{
    private static readonly string[] Shorthands = ["--seed", "--now", "--speed", "--limits"];

    /// <summary>Spells --seed, --now, --speed and --limits as the configuration keys they stand for.</summary>
    public static string[] Arguments(string[] args) =>
        [.. args.Select(arg => Shorthands.FirstOrDefault(name => arg == name || arg.StartsWith(name + "=", StringComparison.Ordinal)) is { } name ? $"--Sandbox:{arg[2..]}" : arg)];

    /// <exception cref="FormatException">An option cannot be read; the message names it.</exception>
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = SandboxOptions.From(builder.Configuration.GetSection("Sandbox"));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<SandboxWorld>();
        builder.Services.AddSingleton<RateLimits>();
        builder.Services.AddSingleton<FaultSet>();
        builder.Services.AddSingleton<AccessTokens>();
        builder.Services.AddSingleton<Seals>();
        builder.Services.AddSingleton<PartnerGate>();
        builder.Services.AddSingleton<ReboundDialect>();
        builder.Services.AddSingleton<HappyDialect>();
        builder.Services.AddSingleton<ShopDialect>();
        builder.Services.AddHostedService<Heartbeat>();

        var app = builder.Build();
        var services = app.Services;
        var world = services.GetRequiredService<SandboxWorld>();
        var gate = services.GetRequiredService<PartnerGate>();
        var tokens = services.GetRequiredService<AccessTokens>();
        var seals = services.GetRequiredService<Seals>();
        app.MapAmazon(world, gate, tokens, seals, services.GetRequiredService<FaultSet>());
        app.MapRebound(world, gate, services.GetRequiredService<ReboundDialect>());
        app.MapHappyReturns(world, gate, services.GetRequiredService<HappyDialect>(), seals);
        app.MapCommercetools(world, gate, services.GetRequiredService<ShopDialect>());
        app.MapControl();
        return app;
    }
}
