using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Tests.Support;

/// <summary>A guard that refuses nothing and shows every company.</summary>
internal sealed class AllowAll : IAccessGuard
{
    public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) => Task.FromResult<string?>(null);

    public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult<IReadOnlySet<int>?>(null);
}
