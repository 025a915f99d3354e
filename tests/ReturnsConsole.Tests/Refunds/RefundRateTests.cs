using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Sync.Outbox;
using ReturnsConsole.Tests.Refunds.Support;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>Documents leave as fast as Amazon documents that it takes them, and no faster.</summary>
public sealed class RefundRateTests
{
    private const int Documents = 32;

    [Fact]
    public async Task Documents_MoreThanMayLeave_UseTheRateAndAreNeverTurnedAway()
    {
        await using var house = await RefundHouse.StartAsync(Documents, rates: 1);
        for (var i = 0; i < Documents; i++)
            await house.ProcessAsync(await house.QueuedAsync(1_00, i));
        using var turned = new TurnedAway();
        var node = house.Node(services => services.Replace(ServiceDescriptor.Singleton(s => new PartnerWorld(new HttpClient(turned, disposeHandler: false), s.GetRequiredService<RateBuckets>(), house.Sandbox.Clock, SyncHouse.Calls))));
        var outbox = node.Services.GetRequiredService<SendOutbox>();

        var began = house.Sandbox.Clock.Now;

        do
        {
            await outbox.RunAsync(CancellationToken.None);
            house.Sandbox.Advance(TimeSpan.FromMinutes(1));
        }
        while (house.Sandbox.Clock.Now < began.AddMinutes(20));
        await outbox.RunAsync(CancellationToken.None);

        // createFeed: fifteen at once, then 0.0083 a second (partner sheet, feeds).
        var allowed = 15 + (0.0083 * (house.Sandbox.Clock.Now - began).TotalSeconds);
        await using var db = house.Open();
        var left = await db.OutboxMessages.CountAsync(m => m.Kind == OutboxKinds.StoredFeed && m.Status != OutboxStatus.Waiting);
        Assert.True(allowed < Documents);
        Assert.InRange(left, Math.Floor(allowed * 0.98), Math.Ceiling(allowed));
        Assert.Equal(0, turned.Count);
        Assert.Empty(house.Sync.Errors);
    }

    /// <summary>Counts the calls that the partner refuses for being too many.</summary>
    private sealed class TurnedAway() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        private int count;

        public int Count => count;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                Interlocked.Increment(ref count);
            return answer;
        }
    }
}
