using ReturnsConsole.Features.Stock.Corrections;
using ReturnsConsole.Features.Stock.Drift;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Features.Stock.Telling;
using ReturnsConsole.Features.Sync.Outbox;

namespace ReturnsConsole.Features.Stock;

public static class StockModule
{
    public static IServiceCollection AddStock(this IServiceCollection services)
    {
        services.AddSingleton<StockList>();
        services.AddSingleton<StockDetails>();
        services.AddSingleton<StockStory>();
        services.AddSingleton<StockTelling>();
        services.AddSingleton<StockKeeper>();
        services.AddSingleton<IMessageKeeper>(provider => provider.GetRequiredService<StockKeeper>());
        services.AddSingleton<CorrectionBooks>();
        services.AddSingleton<CorrectStock>();
        services.AddSingleton<ReleaseFromQuarantine>();
        services.AddSingleton<TellAgain>();
        services.AddSingleton<AskPartner>();
        services.AddSingleton<AskStock>();
        services.AddSingleton<KitEditing>();
        services.AddSingleton<KitList>();
        services.AddSingleton<KitLinks>();
        services.AddSingleton<SaveKit>();
        services.AddSingleton<DeleteKit>();
        services.AddSingleton<ImportKits>();
        services.AddSingleton<ExportKits>();
        return services;
    }

    /// <summary>What runs in the background of the web application.</summary>
    public static IServiceCollection AddStockServices(this IServiceCollection services) => services.AddHostedService<StockService>();
}
