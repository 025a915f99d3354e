using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Tests.Access;
using Xunit;

namespace ReturnsConsole.Tests.Audit;

public sealed class AuditChainTests : IDisposable
{
    private readonly AccessHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Chain_Untouched_HoldsUpToTheLast()
    {
        await WriteAsync(25);

        var report = await VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.Equal((25, 25), (report.Entries, report.UpTo));
    }

    [Fact]
    public async Task Chain_Empty_Holds() => Assert.True((await VerifyAsync()).Holds);

    [Theory]
    [InlineData("Why = 'another reason'")]
    [InlineData("ActorName = 'somebody else'")]
    [InlineData("ActorId = 7")]
    [InlineData("Before = '{}'")]
    [InlineData("After = NULL")]
    [InlineData("Action = 'case.opened'")]
    [InlineData("SubjectId = 'S-2'")]
    [InlineData("At = At + 1")]
    [InlineData("Hash = PreviousHash")]
    public async Task Chain_FieldAltered_NamesTheEntry(string change)
    {
        await WriteAsync(10);
        await SqlAsync($"UPDATE AuditEntries SET {change} WHERE Id = 4");

        var report = await VerifyAsync();

        Assert.Contains(report.Faults, f => f.EntryId == 4 && f.Words.Contains("altered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chain_AlteredWithItsHashMended_TheNextOneTells()
    {
        await WriteAsync(10);
        await using (var db = house.Open())
        {
            var entry = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Id == 4);
            await SqlAsync("UPDATE AuditEntries SET Why = 'forged' WHERE Id = 4");
            var forged = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Id == 4);
            await SqlAsync($"UPDATE AuditEntries SET Hash = '{AuditTrail.HashOf(forged)}' WHERE Id = 4");
            Assert.NotEqual(entry.Hash, AuditTrail.HashOf(forged));
        }

        var fault = Assert.Single((await VerifyAsync()).Faults);

        Assert.Equal(5, fault.EntryId);
    }

    [Fact]
    public async Task Chain_EntriesDeleted_SaysWhichAreMissing()
    {
        await WriteAsync(10);
        await SqlAsync("DELETE FROM AuditEntries WHERE Id IN (3, 6, 7)");

        Assert.Equal(["Entry 3 is missing.", "Entries 6 to 7 are missing."], (await VerifyAsync()).Faults.Select(f => f.Words));
    }

    [Fact]
    public async Task Chain_FirstDeleted_IsMissing()
    {
        await WriteAsync(3);
        await SqlAsync("DELETE FROM AuditEntries WHERE Id = 1");

        Assert.Equal(["Entry 1 is missing."], (await VerifyAsync()).Faults.Select(f => f.Words));
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(3, 8)]
    public async Task Chain_TwoEntriesExchanged_SaysBothAreOutOfPlace(int a, int b)
    {
        await WriteAsync(10);
        await SqlAsync($"UPDATE AuditEntries SET Id = 9999 WHERE Id = {a}; UPDATE AuditEntries SET Id = {a} WHERE Id = {b}; UPDATE AuditEntries SET Id = {b} WHERE Id = 9999");

        var faults = (await VerifyAsync()).Faults.Select(f => f.Words).ToList();

        Assert.Contains($"Entry {a} is out of its place: it was written as entry {b}.", faults);
        Assert.Contains($"Entry {b} is out of its place: it was written as entry {a}.", faults);
    }

    [Fact]
    public async Task Chain_EndCutOffAfterACheck_IsFound()
    {
        await WriteAsync(10);
        Assert.True((await VerifyAsync()).Holds);
        await SqlAsync("DELETE FROM AuditEntries WHERE Id > 8");

        var fault = Assert.Single((await VerifyAsync()).Faults);

        Assert.Contains("end of the trail is missing", fault.Words);
    }

    [Fact]
    public async Task Chain_WrittenAnewAfterACheck_IsFound()
    {
        await WriteAsync(5);
        Assert.True((await VerifyAsync()).Holds);
        await SqlAsync("DELETE FROM AuditEntries");
        await WriteAsync(7, "rewritten");

        Assert.Contains((await VerifyAsync()).Faults, f => f.EntryId == 5 && f.Words.Contains("written anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Append_ManyWritersAtOnce_OneChainWithoutGaps()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 15; i++)
                await WriteAsync(1, $"writer {w}");
        })));

        var report = await VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.Equal((60, 60), (report.Entries, report.UpTo));
    }

    [Fact]
    public async Task Append_ActRolledBack_LeavesNoEntry()
    {
        await WriteAsync(2);
        await using (var db = house.Open())
        {
            await using var write = await db.BeginWriteAsync(default);
            await house.Get<AuditTrail>().AppendAsync(db, new AuditRecord(Actor.System, "case.opened", "case", "1"), default);
            await db.SaveChangesAsync();
        }
        await WriteAsync(1);

        var report = await VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.Equal(3, report.UpTo);
    }

    [Fact]
    public async Task Append_OutsideATransaction_Throws()
    {
        await using var db = house.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => house.Get<AuditTrail>().AppendAsync(db, new AuditRecord(Actor.System, "case.opened", "case", "1"), default));
    }

    private Task<AuditChainReport> VerifyAsync() => house.Get<AuditChain>().VerifyAsync(CancellationToken.None);

    private async Task WriteAsync(int count, string why = "because")
    {
        for (var i = 0; i < count; i++)
        {
            await using var db = house.Open();
            await using var write = await db.BeginWriteAsync(default);
            await house.Get<AuditTrail>().AppendAsync(db, new AuditRecord(Actor.System, "case.dismissed", "case", $"C-{i}", "{\"status\":\"Open\"}", "{\"status\":\"Dismissed\"}", why), default);
            await db.SaveChangesAsync();
            await write.CommitAsync();
        }
    }

    private async Task SqlAsync(string sql)
    {
        await using var db = house.Open();
        await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{").Replace("}", "}}"));
    }
}
