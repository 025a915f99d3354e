using ReturnsConsole.Demo;
using Xunit;

namespace ReturnsConsole.Tests.Demo;

public sealed class DemoArgumentsTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Nothing_GivesTheLiveDemoOfToday()
    {
        var (read, _) = DemoArguments.Read([], Today);

        Assert.Equal((Today, null, false), (read!.AsOf, read.Urls, read.Still));
    }

    [Theory]
    [InlineData("--as-of", "2026-10-01")]
    [InlineData("--as-of=2026-10-01")]
    public void Value_IsReadBesideAndBehindTheSign(params string[] args) => Assert.Equal(new DateOnly(2026, 10, 1), DemoArguments.Read(args, Today).Arguments!.AsOf);

    [Theory]
    [InlineData("--still")]
    [InlineData("--quiet")]
    public void Still_TakesNoValue(string word)
    {
        var (read, _) = DemoArguments.Read([word, "--urls", "http://127.0.0.1:0"], Today);

        Assert.Equal((true, "http://127.0.0.1:0"), (read!.Still, read.Urls));
    }

    [Theory]
    [InlineData("'x'", "--as-of", "x")]
    [InlineData("'31.10.2026'", "--as-of", "31.10.2026")]
    [InlineData("'--as-of' needs a value", "--as-of")]
    [InlineData("'0'", "--pace", "0")]
    [InlineData("'5080'", "--urls", "5080")]
    [InlineData("'--fast' is not understood", "--fast")]
    public void WhatIsNotUnderstood_IsSaidInASentence(string words, params string[] args)
    {
        var (read, fault) = DemoArguments.Read(args, Today);

        Assert.Null(read);
        Assert.Contains(words, fault, StringComparison.Ordinal);
    }
}
