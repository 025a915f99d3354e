using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Sync.Support;
using Xunit;

namespace ReturnsConsole.Tests.Sync;

/// <summary>The verb's one pass over all partners of a sandbox's busy month.</summary>
public sealed class SyncPassTests
{
    private static readonly string[] All = [SandboxPartners.SellerUs, SandboxPartners.SellerUk, SandboxPartners.SellerDe, SandboxPartners.Vendor, SandboxPartners.Rebound, SandboxPartners.HappyReturns, SandboxPartners.Shop];

    [Fact]
    public async Task Once_ReportsEveryStream_AndASecondPassBringsNothingNew()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ScenarioAsync("month", orders: 60);
        await using var house = await SyncHouse.StartAsync(sandbox, All);

        var (exit, first) = await PassAsync(house, null);

        Assert.True(exit == 0, string.Join('\n', first));
        Assert.Equal(3 * 6 + 1 + 3 + 2 + 3, first.Count);
        Assert.All(first, run => Assert.Equal("Done", run.Text("status")));
        Assert.True(Sum(first, "new") > 100, $"{Sum(first, "new")} new");
        Assert.Equal(0, Sum(first, "rejected"));
        Assert.Empty(house.Errors);

        // Time passes while reports are made: what a partner lives through meanwhile is little.
        var (again, second) = await PassAsync(house, null);

        Assert.Equal(0, again);
        Assert.InRange(Sum(second, "new") + Sum(second, "changed"), 0, Sum(first, "new") / 20);
        Assert.True(Sum(second, "unchanged") > 0, $"{Sum(second, "unchanged")} unchanged");
    }

    [Fact]
    public async Task Once_OfOnePartner_TouchesNoOther()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ScenarioAsync("month", orders: 30);
        await using var house = await SyncHouse.StartAsync(sandbox, All);

        var (exit, runs) = await PassAsync(house, SandboxPartners.Shop);

        Assert.Equal(0, exit);
        Assert.All(runs, run => Assert.Equal(SandboxPartners.Shop, run.Text("partner")));
        await using var db = house.Open();
        Assert.Equal(1, await db.SyncRuns.Select(r => r.PartnerId).Distinct().CountAsync());
    }

    [Fact]
    public async Task Once_OpensCasesOfWhatWentWrong_AndNoneOfTheSyncItself()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var longAgo = Sandbox.Start.AddDays(-45);
        await sandbox.ScenarioAsync("plain order", longAgo, orders: 5);
        await sandbox.ScenarioAsync("orphan refund", longAgo, orders: 2);
        await sandbox.ScenarioAsync("duplicate refund", longAgo, orders: 2);
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.SellerUs, SandboxPartners.Rebound);

        await PassAsync(house, null);

        await using var db = house.Open();
        var open = await db.Cases.AsNoTracking().Where(c => c.Status == CaseStatus.Open).ToListAsync();
        Assert.Equal(2, open.Count(c => c.Kind == CaseKind.OrphanedRefund));
        Assert.Equal(2, open.Count(c => c.Kind == CaseKind.DuplicateRefund));
        Assert.DoesNotContain(open, c => c.Kind is CaseKind.StaleSync or CaseKind.UnknownPartnerValue or CaseKind.MissingOrderKey or CaseKind.FailedUpdate or CaseKind.UnmatchedSettlementLine or CaseKind.SettlementBreak);
    }

    [Fact]
    public async Task ReturnsOfAPlatform_MeetTheOrdersOfAnotherAccountOfTheCompany()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ScenarioAsync("refund due", Sandbox.Start.AddDays(-40), orders: 1, account: "uk");
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Rebound);
        var uk = await house.AddAccountAsync("Amazon UK");
        await house.AddAsync(SandboxPartners.Draft(SandboxPartners.SellerUk, sandbox.Address, uk));

        await PassAsync(house, null);

        await using var db = house.Open();
        var due = Assert.Single(await db.Cases.AsNoTracking().Where(c => c.Kind == CaseKind.RefundDue && c.Status == CaseStatus.Open).ToListAsync());
        Assert.Equal(uk, due.AccountId);
    }

    [Fact]
    public async Task Once_OfNobody_IsBadUsage()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var house = await SyncHouse.StartAsync(sandbox, SandboxPartners.Shop);
        using var said = new StringWriter();

        var exit = await house.Get<SyncVerb>().RunAsync("Nobody", once: true, json: true, TextWriter.Null, said, CancellationToken.None);

        Assert.Equal(2, exit);
        Assert.Contains("'Nobody'", said.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int Exit, IReadOnlyList<JsonElement> Runs)> PassAsync(SyncHouse house, string? partner)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await house.Get<SyncVerb>().RunAsync(partner, once: true, json: true, output, error, CancellationToken.None);
        Assert.Equal("", error.ToString());
        return (exit, [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)]);
    }

    private static long Sum(IReadOnlyList<JsonElement> runs, string field) => runs.Sum(run => run.GetProperty(field).GetInt64());
}

file static class Fields
{
    public static string Text(this JsonElement run, string field) => run.GetProperty(field).GetString()!;
}
