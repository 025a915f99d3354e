using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Sync.Inbox;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Support;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Inbox;

/// <summary>Stored deliveries become facts exactly once, whatever happens in between; what nobody understands stays.</summary>
public sealed class ProcessInboxTests : IAsyncLifetime
{
    private Sandbox sandbox = null!;
    private SyncHouse house = null!;
    private int partner;

    public async Task InitializeAsync()
    {
        sandbox = await Sandbox.StartAsync();
        house = await SyncHouse.StartAsync(sandbox, SandboxPartners.HappyReturns);
        partner = (await house.PartnerAsync(SandboxPartners.HappyReturns)).Id;
    }

    public async Task DisposeAsync()
    {
        await house.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    [Fact]
    public async Task Deliveries_BecomeFactsOnce_AndTheirBodiesGo()
    {
        for (var i = 0; i < 50; i++)
            await StoreAsync(InboxHouse.Started(i));

        Assert.Equal(50, await ProcessAsync());
        Assert.Equal(0, await ProcessAsync());

        Assert.Equal(50, await ReturnsAsync());
        Assert.All(await MessagesAsync(), m => Assert.Equal((InboxStatus.Processed, true), (m.Status, m.Body is null)));
        Assert.Empty(house.Errors);
    }

    [Fact]
    public async Task Failure_AtAnyStep_LosesNothingAndDoublesNothing()
    {
        var stored = 0;
        var failed = 0;
        for (var step = 1; ; step++)
        {
            for (var i = 0; i < 3; i++)
                await StoreAsync(InboxHouse.Started(++stored));
            using var node = house.NewNode(services => services.AddSingleton<IDbContextFactory<ConsoleContext>>(new FailingFactory(house.Database, step)));
            try
            {
                await node.Services.GetRequiredService<ProcessInbox>().RunAsync(CancellationToken.None);
                break;
            }
            catch (IOException)
            {
                failed++;
            }
            await ProcessAsync();
            Assert.Equal(stored, await ReturnsAsync());
        }
        await ProcessAsync();

        Assert.True(failed >= 5, $"only {failed} steps failed");
        Assert.Equal(stored, await ReturnsAsync());
        Assert.All(await MessagesAsync(), m => Assert.Equal(InboxStatus.Processed, m.Status));
    }

    [Fact]
    public async Task Processes_AtOnce_TakeEachDeliveryOnce()
    {
        using var second = house.NewNode();
        for (var i = 0; i < 200; i++)
            await StoreAsync(InboxHouse.Started(i));

        var taken = await Task.WhenAll(ProcessAsync(), ProcessAsync(second), ProcessAsync(), ProcessAsync(second));
        await ProcessAsync();

        Assert.Equal(200, taken.Sum());
        Assert.Equal(200, await ReturnsAsync());
        await using var db = house.Open();
        Assert.Equal(200, await db.SourceFiles.Where(f => f.FromPartner).SumAsync(f => f.Rows));
    }

    [Fact]
    public async Task ProcessThatDied_IsFollowedByAnother()
    {
        await StoreAsync(InboxHouse.Started(1));
        await ProcessAsync();
        await using (var db = house.Open())
        {
            await db.SyncStreams.Where(s => s.Stream == ProcessInbox.Stream).ExecuteUpdateAsync(set => set
                .SetProperty(s => s.ClaimedBy, $"{Environment.MachineName}/2147480000/20200101000000/dead").SetProperty(s => s.ClaimedUntil, house.Clock.GetUtcNow().UtcDateTime.AddDays(1)));
        }
        await StoreAsync(InboxHouse.Started(2));

        Assert.Equal(1, await ProcessAsync());
    }

    [Fact]
    public async Task Order_OfDeliveries_DoesNotMatter()
    {
        var code = """{"happyReturnsReturnID":"R7","happyReturnsItemID":"I7","happyReturnsExpressCode":"HRAB2B77","orderNumber":"SHOP-7"}""";
        string[] story =
        [
            $$"""{"event":"return_status_updated","typeID":"started","items":[{{code}}]}""", $$"""{"event":"return_status_updated","typeID":"dropped_off","items":[{{code}}]}""",
            $$"""{"event":"return_status_updated","typeID":"approved","items":[{{code}}]}""", """{"event":"return_label_update","happyReturnsExpressCode":"HRAB2B77","labelID":"HR2ABCDEFGHI"}""",
        ];
        // They carry no time of their own: here all are heard in one moment.
        var told = new HashSet<string>();
        foreach (var order in (int[][])[[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
        {
            await using var other = await Sandbox.StartAsync();
            await using var fresh = await SyncHouse.StartAsync(other, SandboxPartners.HappyReturns);
            var id = (await fresh.PartnerAsync(SandboxPartners.HappyReturns)).Id;
            foreach (var i in order)
            {
                await StoreAsync(story[i], fresh, id);
                await fresh.Get<ProcessInbox>().RunAsync(CancellationToken.None);
            }
            await using var db = fresh.Open();
            var items = await db.ReturnItems.AsNoTracking().OrderBy(r => r.NaturalKey).ToListAsync();
            told.Add(string.Join('\n', items.Select(r => $"{r.NaturalKey} {r.OrderId} {r.RequestedAt:s} {r.DeliveredAt:s} {r.ProcessedAt:s} {r.CancelledAt:s} {r.TrackingId}")));
        }

        Assert.Single(told);
        Assert.Contains("SHOP-7", told.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_ThatIsNotJson_StaysWithAReason_UntilAPersonDecides()
    {
        await StoreAsync("ann@example.org says <hello>");
        await StoreAsync(InboxHouse.Started(1));

        Assert.Equal(2, await ProcessAsync());

        var failed = Assert.Single(await MessagesAsync(), m => m.Status == InboxStatus.Failed);
        Assert.Equal("ann@example.org says <hello>", Encoding.UTF8.GetString(house.Get<InboxBodies>().Unprotect(failed.Body!)));
        Assert.Contains("not JSON", failed.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("ann", failed.Problem, StringComparison.Ordinal);
        Assert.Equal(1, await ReturnsAsync());
        var opened = await CaseAsync();
        Assert.Contains("could not be understood", opened!.Sentence, StringComparison.Ordinal);
        var row = Assert.Single((await house.Get<InboxList>().RunAsync(SyncHouse.Anna, 0, CancellationToken.None)).Value!.Items);
        Assert.Equal((failed.Id, SandboxPartners.HappyReturns, true), (row.Id, row.Partner, row.HasBody));

        Assert.Equal(OutcomeKind.Refused, (await house.Get<DecideDelivery>().RetryAsync(SyncHouse.Anna, failed.Id, "", CancellationToken.None)).Kind);
        Assert.True((await house.Get<DecideDelivery>().RetryAsync(SyncHouse.Anna, failed.Id, "a newer console", CancellationToken.None)).Succeeded);
        Assert.Equal(1, await ProcessAsync());
        Assert.NotNull(await CaseAsync());
        Assert.True((await house.Get<DecideDelivery>().SetAsideAsync(SyncHouse.Anna, failed.Id, "their test", CancellationToken.None)).Succeeded);
        Assert.Null(await CaseAsync());
        Assert.Equal((InboxStatus.SetAside, true), ((await MessagesAsync()).Single(m => m.Id == failed.Id) is var m ? (m.Status, m.Body is null) : default));
        Assert.Equal(OutcomeKind.Conflict, (await house.Get<DecideDelivery>().RetryAsync(SyncHouse.Anna, failed.Id, "once more", CancellationToken.None)).Kind);
        await using var db = house.Open();
        Assert.Equal(["inbox.retried", "inbox.set-aside"], await db.AuditEntries.Where(e => e.SubjectKind == "delivery").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync());
    }

    [Fact]
    public async Task KeysThatWereLost_HoldUpOneDeliveryAndNoOther()
    {
        using var stranger = house.NewNode(services => services.AddSingleton<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>(new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider()));
        await StoreAsync(InboxHouse.Started(1), bodies: stranger.Services.GetRequiredService<InboxBodies>());
        await StoreAsync(InboxHouse.Started(2));

        Assert.Equal(2, await ProcessAsync());

        Assert.Equal([InboxStatus.Failed, InboxStatus.Processed], (await MessagesAsync()).Select(m => m.Status));
        Assert.Contains("Bring the keys back", (await MessagesAsync())[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonalData_IsNowhereInClear()
    {
        const string email = "ann.unusual@example.org";
        await StoreAsync(InboxHouse.Started(1, email));
        Assert.Empty(Containing(email));
        await ProcessAsync();
        await StoreAsync($"not json of {email}");
        await ProcessAsync();

        Assert.Empty(Containing(email));
        await using var db = house.Open();
        Assert.DoesNotContain(await db.RejectedRows.Select(r => r.Raw).ToListAsync(), r => r.Contains(email, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OldDeliveries_AreForgotten_AndWhatWasNotUnderstoodIsErasedEarlier()
    {
        await StoreAsync(InboxHouse.Started(1));
        await StoreAsync("nonsense");
        await ProcessAsync();
        sandbox.Advance(TimeSpan.FromDays(ForgetMessages.UnreadKeptDays + 1));
        await house.Get<ForgetMessages>().RunAsync(CancellationToken.None);

        Assert.Equal([(InboxStatus.Processed, true), (InboxStatus.Failed, true)], (await MessagesAsync()).Select(m => (m.Status, m.Body is null)));
        var failed = (await MessagesAsync())[1];
        Assert.Contains("erased", (await house.Get<DecideDelivery>().RetryAsync(SyncHouse.Anna, failed.Id, "once more", CancellationToken.None)).Message, StringComparison.Ordinal);

        sandbox.Advance(TimeSpan.FromDays(ForgetMessages.KeptDays));
        // By schedule, like the rest.
        await house.Get<WatchSync>().RunAsync(CancellationToken.None);
        Assert.Equal([InboxStatus.Failed], (await MessagesAsync()).Select(m => m.Status));
    }

    /// <summary>Files of the console's folder that hold the text, packed ones included.</summary>
    private List<string> Containing(string text)
    {
        var sought = Encoding.UTF8.GetBytes(text);
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(house.Database.Folder, "*", SearchOption.AllDirectories))
        {
            using var raw = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            raw.CopyTo(bytes);
            if (bytes.ToArray().AsSpan().IndexOf(sought) >= 0 || Unpacked(bytes.ToArray()).AsSpan().IndexOf(sought) >= 0)
                found.Add(file);
        }
        return found;
    }

    private static byte[] Unpacked(byte[] packed)
    {
        foreach (var open in (Func<Stream, Stream>[])[s => new System.IO.Compression.GZipStream(s, System.IO.Compression.CompressionMode.Decompress), s => new System.IO.Compression.BrotliStream(s, System.IO.Compression.CompressionMode.Decompress)])
        {
            try
            {
                using var plain = new MemoryStream();
                using var stream = open(new MemoryStream(packed));
                stream.CopyTo(plain);
                if (plain.Length > 0)
                    return plain.ToArray();
            }
            catch (Exception notThat) when (notThat is InvalidDataException or InvalidOperationException)
            {
                // Packed in another way, or not at all.
            }
        }
        return [];
    }

    private Task<int> ProcessAsync(IHost? node = null) => (node?.Services.GetRequiredService<ProcessInbox>() ?? house.Get<ProcessInbox>()).RunAsync(CancellationToken.None);

    private async Task StoreAsync(string body, SyncHouse? where = null, int id = 0, InboxBodies? bodies = null)
    {
        where ??= house;
        var bytes = Encoding.UTF8.GetBytes(body);
        await using var db = where.Open();
        db.InboxMessages.Add(new InboxMessage
        {
            PartnerId = id == 0 ? partner : id,
            Identity = WebhookDocuments.IdentityOf(PartnerKind.HappyReturns, bytes),
            ReceivedAt = where.Clock.GetUtcNow().UtcDateTime,
            Body = (bodies ?? where.Get<InboxBodies>()).Protect(bytes),
            Deliveries = 1,
        });
        await db.SaveChangesAsync();
    }

    private async Task<List<InboxMessage>> MessagesAsync()
    {
        await using var db = house.Open();
        return await db.InboxMessages.AsNoTracking().OrderBy(m => m.Id).ToListAsync();
    }

    private async Task<int> ReturnsAsync()
    {
        await using var db = house.Open();
        return await db.ReturnItems.CountAsync();
    }

    private async Task<ExceptionCase?> CaseAsync()
    {
        await house.Get<Reconcile>().RunAsync("test", full: false, CancellationToken.None);
        await using var db = house.Open();
        return await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Kind == CaseKind.UnknownPartnerValue && c.SubjectKey == $"{SandboxPartners.HappyReturns}/messages" && c.Status == CaseStatus.Open);
    }

    /// <summary>The nth context is not given.</summary>
    private sealed class FailingFactory(TestDatabase inner, int failing) : IDbContextFactory<ConsoleContext>
    {
        private int asked;

        public ConsoleContext CreateDbContext() => Interlocked.Increment(ref asked) == failing ? throw new IOException("the disk is gone") : inner.CreateDbContext();
    }
}
