using System.Diagnostics;
using ReturnsConsole.Data;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Data;

public sealed class SqliteWaitingTests : IDisposable
{
    private const int Rounds = 9;
    private readonly TestDatabase database = new();

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Writer_WhoFindsAnotherOne_GoesOnSoonAfterItsCommit()
    {
        var waited = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            await using var first = database.CreateDbContext();
            await using var held = await first.BeginWriteAsync(default);
            var second = Task.Run(async () =>
            {
                await using var db = database.CreateDbContext();
                await using var write = await db.BeginWriteAsync(default);
                return Stopwatch.GetTimestamp();
            });
            // Long enough for the second to ask in vain.
            await Task.Delay(60);
            Assert.False(second.IsCompleted);
            var released = Stopwatch.GetTimestamp();
            await held.CommitAsync();
            waited.Add(Stopwatch.GetElapsedTime(released, await second).TotalMilliseconds);
        }

        waited.Sort();
        Assert.True(waited[Rounds / 2] < 400, string.Join(", ", waited.Select(w => w.ToString("F0", null))));
    }
}
