namespace ReturnsConsole.Features.Imports;

public static class ImportsModule
{
    public static IServiceCollection AddImports(this IServiceCollection services, IConfiguration configuration) => services;
}
