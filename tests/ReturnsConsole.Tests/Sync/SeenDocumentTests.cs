using System.Text;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Sync.Runs;
using ReturnsConsole.Tests.Imports;
using Xunit;
using static ReturnsConsole.Tests.Imports.PlatformPayloads;

namespace ReturnsConsole.Tests.Sync;

public sealed class SeenDocumentTests : IDisposable
{
    private readonly ImportHouse house = new();

    [Fact]
    public async Task UnchangedReturn_HeardAgainLater_IsSeen_AndMakesNoFile()
    {
        Assert.Equal((1L, 0L), await TakeAsync(Return(At(1), "dropped_off")));
        Assert.Equal((0L, 1L), await TakeAsync(Return(At(2), "dropped_off")));
        Assert.Equal((0L, 2L), await TakeAsync(Return(At(3), "dropped_off"), Return(At(4), "dropped_off")));
        Assert.Equal(1, house.Count("SourceFiles"));
        Assert.Equal(1, house.Count("ReturnSightings"));

        Assert.Equal((0L, 0L), await TakeAsync(Return(At(5), "expired")));
        await using var db = house.Database.CreateDbContext();
        var item = await db.ReturnItems.SingleAsync();
        Assert.Equal((At(1), At(5)), (item.FirstScanAt!.Value, item.CancelledAt!.Value));
    }

    [Theory]
    [InlineData("happy-returns-returns")]
    [InlineData("happy-returns-shipments")]
    [InlineData("happy-returns-labels")]
    public async Task TimeOfHearing_InsideTheDelivery_StillCounts(string kind)
    {
        var one = new Document(kind, """{"receivedAt":"2026-11-02T08:00:00.000Z","delivery":{"receivedAt":"1","items":[]}}""");
        var two = one with { Json = one.Json.Replace("\"1\"", "\"2\"", StringComparison.Ordinal) };
        await TakeAsync(one, two);
        Assert.Equal(2, house.Count("SeenDocuments"));
    }

    public void Dispose() => house.Dispose();

    private static Document Return(DateTime at, string status) => Heard(at, "u1", "HRAB2BFE", [("return_status_updated", status), ("return_status_updated", "dropped_off")], ("I1", "77", "302-1234567-1234567", null));

    private async Task<(long New, long Unchanged)> TakeAsync(params Document[] documents)
    {
        await using var intake = new PayloadIntake(house.Database, new ReceivePayload(house.Database, house.Evidence, house.Feed, house.Clock), house.Runner, house.Database.Folder, 1, "Happy", 1, house.Clock);
        foreach (var document in documents)
            await intake.DocumentAsync(document.Kind, Encoding.UTF8.GetBytes(document.Json), default);
        var result = await intake.CommitAsync(default);
        Assert.Empty(house.Errors);
        return (result.New, result.Unchanged);
    }
}
