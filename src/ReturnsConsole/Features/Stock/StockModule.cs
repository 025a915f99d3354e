namespace ReturnsConsole.Features.Stock;

public static class StockModule
{
    public static IServiceCollection AddStock(this IServiceCollection services)
    {
        services.AddSingleton<StockList>();
        services.AddSingleton<StockDetails>();
        return services;
    }
}
