using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Refunds.Support;
using Xunit;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>Rights that end while a refund is being asked for or decided.</summary>
public sealed class RefundRightsTests
{
    [Fact]
    public async Task Right_LostWhileAmazonIsLookedAt_NothingIsAskedFor()
    {
        await using var house = await RefundHouse.StartAsync(1);
        var wish = await house.WishAsync(2_00);
        var node = house.Node(services => services.Replace(ServiceDescriptor.Singleton<IAccessGuard>(new Waning(house.Guard, 1))));

        var asked = await node.Services.GetRequiredService<RequestRefund>().RunAsync(RefundHouse.Fina, wish, CancellationToken.None);

        Assert.Equal(OutcomeKind.Forbidden, asked.Outcome.Kind);
        await using var db = house.Open();
        Assert.False(await db.RefundRequests.AnyAsync());
        await house.VerifyAsync();
    }

    /// <summary>Allows so many times, and no more.</summary>
    private sealed class Waning(IAccessGuard inner, int times) : IAccessGuard
    {
        private int left = times;

        public Task<string?> RefusalAsync(Actor actor, Permission permission, CancellationToken ct) =>
            Interlocked.Decrement(ref left) >= 0 ? inner.RefusalAsync(actor, permission, ct) : Task.FromResult<string?>("You may no longer ask for refunds.");

        public Task<IReadOnlySet<int>?> CompaniesAsync(Actor actor, CancellationToken ct) => inner.CompaniesAsync(actor, ct);
    }
}
