using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Tests.Support;

/// <summary>Everybody may do everything, unless a test takes something away.</summary>
public sealed class AllowAll : IAccessGuard
{
    public HashSet<Permission> Refused { get; } = [];

    /// <summary>Null = every company.</summary>
    public IReadOnlySet<int>? Companies { get; set; }

    public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) =>
        Task.FromResult(Refused.Contains(permission) ? $"{actor.Name} may not do that." : null);

    public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => Task.FromResult(Companies);
}
