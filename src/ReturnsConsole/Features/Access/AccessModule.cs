using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access.Me;
using ReturnsConsole.Features.Access.People;
using ReturnsConsole.Features.Access.SigningIn;

namespace ReturnsConsole.Features.Access;

public static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection("Access")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsFaults>();
        services.AddOptions<IdentityOptions>();
        // OWASP's figure for PBKDF2 with SHA-512; older hashes are renewed at sign-in.
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 210_000);
        services.AddSingleton<IPasswordHasher<ConsoleUser>, PasswordHasher<ConsoleUser>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<IdentityErrorDescriber>();
        services.AddSingleton<PasswordRules>();
        services.AddSingleton<ConsoleUsers>();
        services.AddSingleton<SessionActivity>();
        services.AddSingleton<AccessState>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<AccessGuard>();
        services.AddSingleton<IAccessGuard>(provider => provider.GetRequiredService<AccessGuard>());
        services.AddSingleton<SetUpToken>();
        services.AddSingleton<SetUp>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<SignOut>();
        services.AddSingleton<UserChange>();
        services.AddSingleton<UserList>();
        services.AddSingleton<CreateUser>();
        services.AddSingleton<ChangeUserRole>();
        services.AddSingleton<DisableUser>();
        services.AddSingleton<EnableUser>();
        services.AddSingleton<GrantCompanies>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<EndSessions>();
        services.AddSingleton<VisibleAccounts>();
        services.AddSingleton<OwnSettings>();
        services.AddSingleton<ChangePassword>();
        services.AddSingleton<ChangePreferences>();
        services.AddSingleton<EndOwnSession>();
        return services;
    }

    /// <summary>What only the web host needs: cookie, policies, the watch over open windows.</summary>
    public static IServiceCollection AddAccessToWeb(this IServiceCollection services)
    {
        services.AddAuthentication(ConsoleCookie.Scheme).AddCookie(ConsoleCookie.Scheme, ConsoleCookie.Configure);
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var permission in Enum.GetValues<Permission>())
            authorization.AddPolicy(permission.ToString(), policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
        services.AddCascadingAuthenticationState();
        services.AddScoped<CurrentActor>();
        services.AddSingleton<OpenWindows>();
        services.AddScoped<AuthenticationStateProvider, WindowAuthentication>();
        services.AddScoped<CircuitHandler, WindowHandler>();
        services.AddHostedService<WindowWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionActivity>());
        services.AddHostedService(provider => provider.GetRequiredService<Refusals>());
        services.AddSingleton<FirstAdministrator>();
        return services;
    }
}
