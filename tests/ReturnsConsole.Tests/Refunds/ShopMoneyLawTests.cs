using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Refunds.Shop;
using Xunit;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>What holds for every amount that is split, and by which payment it goes back.</summary>
public sealed class ShopMoneyLawTests
{
    [Fact]
    public void Parts_SumToTheTotal_AndNobodyGetsMoreThanTheirOwn() => ForEvery((random, weights, total) =>
    {
        var parts = LargestRemainder.Split(total, weights);
        return parts.Values.Sum() == total && parts.All(p => p.Value >= 0 && p.Value <= weights[p.Key]);
    });

    [Fact]
    public void Parts_InAnyOrderOfTheInput_AreTheSame() => ForEvery((random, weights, total) =>
    {
        var turned = weights.OrderBy(_ => random.Next()).ToDictionary(w => w.Key, w => w.Value);
        var (a, b) = (LargestRemainder.Split(total, weights), LargestRemainder.Split(total, turned));
        return a.All(p => b[p.Key] == p.Value);
    });

    [Fact]
    public void Parts_DifferFromTheExactShareByLessThanOneUnit() => ForEvery((_, weights, total) =>
    {
        var sum = (decimal)weights.Values.Sum();
        return LargestRemainder.Split(total, weights).All(p => Math.Abs(p.Value - ((decimal)total * weights[p.Key] / sum)) < 1);
    });

    [Fact]
    public void Pieces_InWhateverSteps_SumToTheLine() => ForEvery((random, weights, _) =>
    {
        var (line, quantity) = (weights.Values.First(), random.Next(1, 12));
        long given = 0;
        for (var before = 0; before < quantity;)
        {
            var pieces = random.Next(1, quantity - before + 1);
            var part = LargestRemainder.OfPieces(line, quantity, before, pieces);
            if (part < 0)
                return false;
            (given, before) = (given + part, before + pieces);
        }
        return given == line && LargestRemainder.OfPieces(line, quantity, quantity, 3) == 0;
    });

    [Theory]
    [InlineData(100, 3, "34,33,33")]
    [InlineData(1, 2, "1,0")]
    [InlineData(0, 2, "0,0")]
    public void Pieces_OneByOne_AreWorthTheirShare(long line, int quantity, string expected) =>
        Assert.Equal(expected, string.Join(",", Enumerable.Range(0, quantity).Select(n => LargestRemainder.OfPieces(line, quantity, n, 1))));

    [Fact]
    public void Total_WithNobodyToGiveItTo_IsAnError()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Split(1, new Dictionary<string, long> { ["a"] = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargestRemainder.Split(-1, new Dictionary<string, long> { ["a"] = 1 }));
        Assert.Equal(0, LargestRemainder.Split(0, new Dictionary<string, long> { ["a"] = 0 })["a"]);
    }

    [Theory]
    [InlineData(100, "EUR", "card:EUR:100", "card", "")]
    [InlineData(101, "EUR", "card:EUR:100", null, "only 1.00 EUR")]
    [InlineData(10, "EUR", "card:EUR:100;gift:EUR:50", null, "2 payments (card, gift)")]
    [InlineData(10, "USD", "card:EUR:100", null, "paid in EUR")]
    [InlineData(10, "EUR", "card:EUR:0", null, "no charge|charge that went through")]
    public void Payment_IsChosenOnlyWhereNobodyMustGuess(long total, string currency, string payments, string? chosen, string why)
    {
        var order = new ShopOrderSeen("id", "SHOP-1", 3, "Open", [.. payments.Split(';').Select(p => p.Split(':')).Select(p => Payment(p[0], p[1], long.Parse(p[2], System.Globalization.CultureInfo.InvariantCulture)))], []);

        var (payment, said) = ShopPaying.Choose(order, total, currency, []);

        Assert.Equal(chosen, payment?.Id);
        Assert.Contains(why.Split('|')[^1], said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Payment_WhatIsOnTheWayAndNotShownYet_Counts()
    {
        var order = new ShopOrderSeen("id", "SHOP-1", 3, "Open", [Payment("card", "EUR", 100, new ShopTransactionSeen("t", "Refund", "Initial", 30, "k1", null), new ShopTransactionSeen("u", "Refund", "Failure", 60, "k0", null))], []);

        Assert.Equal(70, order.Payments[0].Left);
        Assert.NotNull(ShopPaying.Choose(order, 70, "EUR", [("k1", 30)]).Payment);
        Assert.Null(ShopPaying.Choose(order, 51, "EUR", [("k1", 30), ("k2", 20)]).Payment);
    }

    private static ShopPaymentSeen Payment(string id, string currency, long charged, params ShopTransactionSeen[] more) =>
        new(id, currency, charged, id, [new ShopTransactionSeen("c", "Charge", charged > 0 ? "Success" : "Failure", Math.Max(charged, 1), "", null), .. more]);

    private static void ForEvery(Func<Random, IReadOnlyDictionary<string, long>, long, bool> law) => Prop.ForAll(Gen.Choose(0, 1_000_000_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var largest = random.Next(3) switch { 0 => 3, 1 => 10_000, _ => 4_000_000_000_000L };
        var weights = Enumerable.Range(0, random.Next(1, 9)).ToDictionary(n => $"line-{n}", n => random.Next(4) == 0 ? 7 : random.NextInt64(0, largest));
        weights["line-0"] = Math.Max(1, weights["line-0"]);
        return law(random, weights, random.NextInt64(0, weights.Values.Sum() + 1));
    }).QuickCheckThrowOnFailure();
}
