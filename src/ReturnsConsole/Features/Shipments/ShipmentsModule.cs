using ReturnsConsole.Data;
using ReturnsConsole.Features.Shipments.Claims;
using ReturnsConsole.Features.Shipments.Manifest;
using ReturnsConsole.Features.Shipments.Transit;
using ReturnsConsole.Features.Shipments.Unloading;

namespace ReturnsConsole.Features.Shipments;

public static class ShipmentsModule
{
    public static IServiceCollection AddShipments(this IServiceCollection services)
    {
        services.AddSingleton<IDatabaseStartStep, FillShipments>();
        services.AddSingleton<ShipmentList>();
        services.AddSingleton<ShipmentDetails>();
        services.AddSingleton<UnloadItem>();
        services.AddSingleton<UndoScan>();
        services.AddSingleton<WriteUnloadReceipts>();
        services.AddSingleton<ShipmentSteering>();
        services.AddSingleton<PauseUnloading>();
        services.AddSingleton<ResumeUnloading>();
        services.AddSingleton<CloseShipment>();
        services.AddSingleton<ReopenShipment>();
        services.AddSingleton<TransitLanes>();
        services.AddSingleton<ExportClaim>();
        return services;
    }

    /// <summary>What runs in the background of the web application.</summary>
    public static IServiceCollection AddShipmentServices(this IServiceCollection services) => services.AddHostedService<UnloadService>();
}
