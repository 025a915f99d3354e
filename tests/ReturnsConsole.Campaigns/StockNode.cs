using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Campaigns;

/// <summary>One console of the stock campaign: it takes in receipts files, reconciles, tells partners, and people release and correct. It is there to be killed.</summary>
internal static class StockNode
{
    public static void Add(IServiceCollection services, IConfigurationBuilder configuration, IConfiguration read, Setting setting)
    {
        NodeHost.Add(services, configuration, read, setting);
        StockMutants.Add(services, setting.Mutant);
    }

    public static Task<int> RunAsync(Setting setting, int port) => NodeHost.RunAsync(setting, port, Add, Map, WarmAsync, s =>
    [
        (TimeSpan.FromSeconds(10), s.GetRequiredService<SendOutbox>().RunAsync),
        (TimeSpan.FromSeconds(10), async ct => await ImportAsync(s, ct)),
        (TimeSpan.FromSeconds(20), ct => s.GetRequiredService<Reconcile>().RunAsync("campaign", false, ct)),
    ]);

    private static async Task ImportAsync(IServiceProvider services, CancellationToken ct)
    {
        var imports = services.GetRequiredService<ImportRunner>();
        await imports.RecoverAsync(ct);
        while (await imports.RunNextAsync(ct))
        {
        }
    }

    private static async Task WarmAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        _ = await db.StockBalances.AsNoTracking().Take(1).ToListAsync();
        _ = (services.GetRequiredService<SendOutbox>(), services.GetRequiredService<ImportRunner>(), services.GetRequiredService<Reconcile>(), services.GetRequiredService<ReleaseFromQuarantine>());
    }

    private static void Map(WebApplication app)
    {
        app.MapPost("/receipts", async (FileCall call, ReceiveFile use, CancellationToken ct) => (await use.RunAsync(NodeHost.Person(call.Person), call.Account, call.Name, new MemoryStream(Encoding.UTF8.GetBytes(call.Content)), ct)).Outcome);
        app.MapPost("/correct", async (CorrectCall call, CorrectStock use, CancellationToken ct) => await use.RunAsync(NodeHost.Person(call.Person), call.Wish, ct));
        app.MapPost("/release", async (ReleaseCall call, ReleaseFromQuarantine use, CancellationToken ct) => await use.RunAsync(NodeHost.Person(call.Person), call.Wish, ct));
        app.MapPost("/again", async (IdCall call, TellAgain use, CancellationToken ct) => await use.RunAsync(NodeHost.Person(call.Person), call.Id, call.Version, call.Happened, "looked at the partner", ct));
    }
}

internal sealed record FileCall(int Person, int Account, string Name, string Content);

internal sealed record CorrectCall(int Person, StockWish Wish);

internal sealed record ReleaseCall(int Person, ReleaseWish Wish);
