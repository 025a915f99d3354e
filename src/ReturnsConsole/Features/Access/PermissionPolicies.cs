using Microsoft.AspNetCore.Authorization;

namespace ReturnsConsole.Features.Access;

/// <summary>Put on a page or endpoint: only people whose role has the permission get in.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Permission permission) : AuthorizeAttribute(permission.ToString())
{
    public Permission Permission { get; } = permission;
}

internal sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

internal sealed class PermissionHandler(AccessGuard guard) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (await guard.WhyNotAsync(context.User.ToActor(), requirement.Permission, CancellationToken.None) is null)
            context.Succeed(requirement);
    }
}
