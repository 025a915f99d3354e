namespace ReturnsConsole.Features.Access;

public static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration) => services;
}
