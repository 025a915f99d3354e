using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.Imports;
using Xunit;

namespace ReturnsConsole.Tests.Imports;

public sealed class SourceRecordKeyTests
{
    private static readonly Gen<(int File, long Line, int Part)> Places =
        from file in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(SourceRecord.MaxFile - 100, SourceRecord.MaxFile))
        from crowded in Gen.Elements(true, false)
        from line in Gen.OneOf(Gen.Choose(1, 100), Gen.Choose(1, crowded ? SourceRecord.MaxCrowdedLine : SourceRecord.MaxLine))
        from part in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, crowded ? SourceRecord.MaxPart : SourceRecord.MaxUsualPart))
        select (file, (long)line, part);

    [Fact]
    public void Key_IsReadBack_AndStandsAmongItsFilesKeys() => Prop.ForAll(Places.ToArbitrary(), p =>
    {
        var key = SourceRecord.KeyOf(p.File, p.Line, p.Part);
        Assert.True(SourceRecord.Holds(p.Line, p.Part));
        Assert.Equal(p, SourceRecord.PartsOf(key));
        Assert.InRange(key, SourceRecord.KeyOf(p.File, 0, 0), SourceRecord.KeyOf(p.File + 1, 0, 0) - 1);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Keys_OfAFileReadInOrder_Ascend() => Prop.ForAll(Places.Two().ToArbitrary(), two =>
    {
        var (a, b) = two;
        if (a.Part <= SourceRecord.MaxUsualPart && b.Part <= SourceRecord.MaxUsualPart)
            Assert.Equal(a.CompareTo(b), SourceRecord.KeyOf(a.File, a.Line, a.Part).CompareTo(SourceRecord.KeyOf(b.File, b.Line, b.Part)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Places_OutsideTheKey_AreNotHeld()
    {
        Assert.False(SourceRecord.Holds(SourceRecord.MaxLine + 1L, 0));
        Assert.False(SourceRecord.Holds(1, SourceRecord.MaxPart + 1));
        Assert.False(SourceRecord.Holds(SourceRecord.MaxCrowdedLine + 1L, SourceRecord.MaxUsualPart + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SourceRecord.KeyOf(SourceRecord.MaxFile + 2, 1, 0));
        Assert.True(SourceRecord.MaxFile / 5_000 / 365 > 50, "at five thousand files a day the keys last for decades");
    }
}
