using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Guard;
using Xunit;

namespace ReturnsConsole.Tests.Refunds;

/// <summary>What holds for every order line and every wish.</summary>
public sealed class RefundGuardLawTests
{
    [Fact]
    public void Allowed_NeverExceedsWhatWasPaidLessWhatEverybodyGave() => ForEvery((facts, wish, settings) =>
    {
        var answer = RefundGuard.Decide(facts, wish, settings);
        var back = facts.Back.Where(b => b.Source is not (MoneySource.ReportOnly or MoneySource.Portal)).Sum(b => b.Total);
        return answer.Decision != GuardDecision.Allowed || (facts.Paid is { } paid && back + wish.Amounts.Total <= paid.Total && wish.Amounts.Total > 0 && wish.Amounts.Total < settings.ApprovalFrom);
    });

    [Fact]
    public void Over_IsOnlyEverWithSettingAndSecondPerson() => ForEvery((facts, wish, settings) =>
    {
        var answer = RefundGuard.Decide(facts, wish, settings);
        var back = facts.Back.Where(b => b.Source is not (MoneySource.ReportOnly or MoneySource.Portal)).Sum(b => b.Total);
        var over = facts.Paid is { } paid && back + wish.Amounts.Total > paid.Total;
        return !over || answer.Decision == GuardDecision.Refused || (answer.Decision == GuardDecision.NeedsApproval && settings.AllowOverRefund && answer.OverBy > 0);
    });

    [Fact]
    public void Facts_InAnyOrder_GiveTheSameAnswer() => ForEvery((facts, wish, settings) =>
    {
        var turned = facts with { Back = [.. facts.Back.Reverse()] };
        var (a, b) = (RefundGuard.Decide(facts, wish, settings), RefundGuard.Decide(turned, wish, settings));
        return a.Decision == b.Decision && a.Left == b.Left && a.OverBy == b.OverBy && a.Why.SequenceEqual(b.Why) && a.Arithmetic.SequenceEqual(b.Arithmetic);
    });

    [Fact]
    public void MoreMoneyBack_NeverAllowsMore() => ForEvery((facts, wish, settings) =>
    {
        var more = facts with { Back = [.. facts.Back, new MoneyBack(MoneySource.Elsewhere, "more", new RefundAmounts { Item = 7 }, 7, facts.Currency, null)] };
        return RefundGuard.Decide(more, wish, settings).Decision >= RefundGuard.Decide(facts, wish, settings).Decision;
    });

    [Fact]
    public void Refused_AlwaysSaysWhy() => ForEvery((facts, wish, settings) => RefundGuard.Decide(facts, wish, settings) is { Decision: GuardDecision.Allowed, Why.Count: 0 } or { Decision: not GuardDecision.Allowed, Why.Count: > 0 });

    private static void ForEvery(Func<GuardFacts, GuardWish, GuardSettings, bool> law) => Prop.ForAll(Gen.Choose(0, 1_000_000_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var currency = random.Next(4) switch { 0 => "JPY", 1 => "KWD", _ => "EUR" };
        var facts = new GuardFacts
        {
            OrderIsKnown = random.Next(20) > 0,
            Currency = currency,
            Ordered = random.Next(1, 4),
            Cancelled = random.Next(5) == 0 ? random.Next(4) : 0,
            Paid = random.Next(20) == 0 ? null : Amounts(random, 100),
            Back = [.. Enumerable.Range(0, random.Next(5)).Select(at => Back(random, at, random.Next(40) == 0 ? "USD" : currency))],
        };
        var wish = new GuardWish(Amounts(random, 90), random.Next(20) == 0 ? "USD" : currency);
        return law(facts, wish, new GuardSettings(random.Next(20, 200), random.Next(2) == 0, random.Next(2) == 0));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static RefundAmounts Amounts(Random random, int most) => new()
    {
        Item = random.Next(most),
        Tax = random.Next(3) == 0 ? random.Next(most / 5) : 0,
        Shipping = random.Next(3) == 0 ? random.Next(most / 5) : 0,
        GiftWrap = random.Next(6) == 0 ? random.Next(9) : 0,
        Goodwill = random.Next(8) == 0 ? random.Next(9) : 0,
        RestockingFee = random.Next(6) == 0 ? random.Next(9) : 0,
        Promotion = random.Next(6) == 0 ? random.Next(9) : 0,
    };

    private static MoneyBack Back(Random random, int at, string currency)
    {
        var amounts = new RefundAmounts { Item = random.Next(40), Shipping = random.Next(6) };
        return new(Enum.GetValues<MoneySource>()[random.Next(7)], $"k{at}", amounts, amounts.Total, currency, null);
    }
}
