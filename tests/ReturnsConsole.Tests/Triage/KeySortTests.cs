using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.Triage.Engine;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class KeySortTests
{
    [Fact]
    public void Keys_OfEveryKind_ComeInOrderWithTheirPlacesAndEqualOnesAsTheyCame() =>
        Prop.ForAll(Gen.OneOf(ArbMap.Default.GeneratorFor<long>(), Gen.Choose(-3, 3).Select(i => (long)i), Gen.Elements(long.MinValue, long.MaxValue, 0L)).ArrayOf().ToArbitrary(), Sorts).QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_AllEqual_StayAsTheyAre() => Assert.True(Sorts([7, 7, 7, 7]));

    private static bool Sorts(long[] given)
    {
        if (given.Length == 0)
            return true;
        var keys = given.ToArray();
        var places = Enumerable.Range(0, given.Length).ToArray();
        KeySort.Run(ref keys, ref places, given.Length);
        var expected = given.Select((key, place) => (key, place)).OrderBy(e => e.key).ThenBy(e => e.place).ToList();
        return keys.SequenceEqual(expected.Select(e => e.key)) && places.SequenceEqual(expected.Select(e => e.place));
    }
}
