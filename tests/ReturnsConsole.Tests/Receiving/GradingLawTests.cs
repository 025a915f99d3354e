using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.Receiving;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Reconciliation.Stock;
using Xunit;

namespace ReturnsConsole.Tests.Receiving;

/// <summary>The word confirmed last is where the goods are, whatever was said before, by whom, in how many parts, sent once or twice.</summary>
public sealed class GradingLawTests
{
    private const int Histories = 25;
    private const int Pieces = 4;

    public enum Act
    {
        Grade,
        SendTwice,
        OldVersion,
        Undo,
    }

    /// <summary>One step of a history: to which part, how many of its pieces, what is said of them.</summary>
    public sealed record Step(int Part, int Quantity, ConditionGrade Grade, Disposition Disposition, Act Act, bool ByPiet);

    [Fact]
    public void History_OfGradingsAndCorrections_LeavesTheBucketsWhereTheLastWordPutThem()
    {
        var step = from part in Gen.Choose(0, 3)
                   from quantity in Gen.Choose(1, Pieces)
                   from grade in Gen.Elements(ReceivingWords.Grades.ToArray())
                   from disposition in Gen.Elements(ReceivingWords.Dispositions.ToArray())
                   from act in Gen.Frequency((6, Gen.Constant(Act.Grade)), (1, Gen.Constant(Act.SendTwice)), (1, Gen.Constant(Act.OldVersion)), (2, Gen.Constant(Act.Undo)))
                   from piet in Gen.Elements(true, false)
                   select new Step(part, quantity, grade, disposition, act, piet);
        Prop.ForAll(step.ArrayOf(8).ToArbitrary(), steps => HoldsAsync(steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));
    }

    private static async Task HoldsAsync(Step[] steps)
    {
        using var world = new ReceivingWorld();
        var first = await world.WithBootsAsync(pieces: Pieces);
        // The model: what each receipt holds and the last word about it.
        var parts = new List<(long Id, int Quantity, ConditionGrade Grade, Disposition Disposition)> { (first.Id, Pieces, ConditionGrade.None, Disposition.None) };
        ItemGrading? last = null;
        foreach (var step in steps)
        {
            var at = step.Part % parts.Count;
            var goods = await world.GoodsAsync(parts[at].Id);
            var who = step.ByPiet ? world.Piet : world.Wanda;
            if (step.Act == Act.Undo)
            {
                if (last is not null && (await world.Undo.RunAsync(last.ActorId == world.Piet.UserId ? world.Piet : world.Wanda, last.Id, default)) is { Outcome.Succeeded: true, Repeated: false })
                {
                    var back = parts.FindIndex(p => p.Id == last.ReceiptId);
                    parts[back] = (last.ReceiptId, parts[back].Quantity, last.GradeBefore, last.DispositionBefore);
                }
                continue;
            }
            if (step.Act == Act.OldVersion)
                goods = goods with { Version = goods.Version + 1 };
            var key = Guid.NewGuid().ToString("N");
            var quantity = Math.Min(step.Quantity, goods.Quantity);
            var result = await world.GradeAsync(goods, step.Grade, step.Disposition, "seen again", quantity, key, who);
            if (step.Act == Act.SendTwice)
                Assert.Equal(result.Outcome.Succeeded, (await world.GradeAsync(goods, step.Grade, step.Disposition, "seen again", quantity, key, who)).Outcome.Succeeded);
            Assert.False(step.Act == Act.OldVersion && result.Outcome.Succeeded);
            if (result.Grading is not { } said)
                continue;
            last = said;
            if (said.ReceiptId == parts[at].Id)
            {
                parts[at] = (said.ReceiptId, said.Quantity, said.Grade, said.Disposition);
            }
            else
            {
                parts[at] = parts[at] with { Quantity = parts[at].Quantity - said.Quantity };
                parts.Add((said.ReceiptId, said.Quantity, said.Grade, said.Disposition));
            }
            if (step.Quantity == 1)
                Assert.Equal(Expected(parts), await world.StockAsync());
        }
        Assert.Equal(Expected(parts), await world.StockAsync());
        Assert.Empty(await world.Triage.VerifyAsync());
    }

    private static StockCounts Expected(IEnumerable<(long Id, int Quantity, ConditionGrade Grade, Disposition Disposition)> parts)
    {
        var counts = default(StockCounts);
        foreach (var (_, quantity, _, disposition) in parts)
        {
            var bucket = disposition switch
            {
                Disposition.Restocked => StockBucket.Sellable,
                Disposition.Quarantined => StockBucket.Quarantine,
                Disposition.Scrapped => StockBucket.Scrap,
                Disposition.ReturnedToCustomer => StockBucket.Customer,
                _ => StockBucket.OnHandUninspected,
            };
            if (bucket != StockBucket.Customer)
                counts[bucket] += quantity;
        }
        return counts;
    }
}
