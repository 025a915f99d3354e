using Microsoft.AspNetCore.Components.Authorization;

namespace ReturnsConsole.Features.Access;

/// <summary>Who sits at this page. Holds no permission: those are asked for each time.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, AccessGuard guard)
{
    public async Task<Actor> GetAsync() => (await authentication.GetAuthenticationStateAsync()).User.ToActor();

    /// <summary>For deciding what to show first; it allows nothing.</summary>
    public async Task<Role> RoleAsync(CancellationToken ct = default) => (await guard.StandingAsync(await GetAsync(), ct))?.Role ?? Role.None;

    /// <summary>For deciding what to show. The use case asks again, whatever was shown.</summary>
    public async Task<bool> MayAsync(Permission permission, CancellationToken ct = default) => await guard.WhyNotAsync(await GetAsync(), permission, ct) is null;
}
