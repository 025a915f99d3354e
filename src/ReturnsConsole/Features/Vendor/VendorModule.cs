namespace ReturnsConsole.Features.Vendor;

public static class VendorModule
{
    public static IServiceCollection AddVendor(this IServiceCollection services)
    {
        services.AddSingleton<VendorReturnList>();
        services.AddSingleton<SubmitVendorCredit>();
        services.AddSingleton<FollowVendorCredits>();
        services.AddSingleton<ExportVendorReturns>();
        return services;
    }

    /// <summary>What runs in the background of the web application.</summary>
    public static IServiceCollection AddVendorServices(this IServiceCollection services) => services.AddHostedService<VendorService>();
}
