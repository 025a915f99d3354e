using System.Text.RegularExpressions;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Lookup;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Access;
using Xunit;

namespace ReturnsConsole.Tests.Lookup;

/// <summary>The customer's words in German: the same situations, days and amounts as in English.</summary>
public sealed partial class GermanTextTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    private static LookupAnswer Answer(LookupReturn? item, bool amazon = true) => StatusWords.Of(new LookupOrder
    {
        AccountId = 1,
        OrderKey = 5,
        OrderId = "302-1111111-1111111",
        Account = "Seller",
        Marketplace = "DE",
        IsAmazon = amazon,
        LinesAreKnown = true,
        Returns = item is null ? [] : [item],
    }, null, new LookupContext(Now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), new ReconciliationSettings(), new LookupSettings()));

    private static LookupReturn Return() => new() { Id = 1, Rma = "R1", Sku = "BOOT", Marketplace = "DE", Currency = "EUR", Value = 1_234_590, State = ReturnRequestState.Approved, RequestedAt = Now.AddDays(-8) };

    public static TheoryData<string, LookupReturn?> Situations() => new()
    {
        { "none", null },
        { "waiting", Return() },
        { "pending", Return() with { State = ReturnRequestState.Pending } },
        { "cancelled", Return() with { State = ReturnRequestState.Cancelled } },
        { "refused", Return() with { State = ReturnRequestState.Rejected } },
        { "returnless", Return() with { Resolution = ReturnResolution.ReturnlessRefund } },
        { "first scan", Return() with { Resolution = ReturnResolution.RefundAtFirstScan } },
        { "first scan seen", Return() with { Resolution = ReturnResolution.RefundAtFirstScan, FirstScanAt = Now.AddDays(-1) } },
        { "on the way", Return() with { FirstScanAt = Now.AddDays(-2) } },
        { "at hub", Return() with { AtHubAt = Now.AddDays(-2) } },
        { "processed", Return() with { ProcessedAt = Now.AddDays(-2) } },
        { "delivered", Return() with { DeliveredAt = Now.AddDays(-1) } },
        { "received", Return() with { Receipts = [new(Now.AddHours(-3), "Dock 1")] } },
        { "received late", Return() with { Receipts = [new(Now.AddDays(-9), "Dock 1")] } },
        { "accepted", Return() with { AcceptedAt = Now.AddHours(-3), Receipts = [new(Now.AddHours(-3), "Dock 1", Features.Returns.ConditionGrade.A)] } },
        { "accepted late", Return() with { AcceptedAt = Now.AddDays(-9), Receipts = [new(Now.AddDays(-9), "Dock 1", Features.Returns.ConditionGrade.A)] } },
        { "not accepted", Return() with { Receipts = [new(Now.AddDays(-1), "Dock 1", Features.Returns.ConditionGrade.D)] } },
        { "lost", Return() with { Receipts = [new(Now.AddDays(-1), "Dock 1", Disposition: Features.Returns.Disposition.Lost)] } },
        { "at amazon", Return() with { IsFba = true, DeliveredAt = Now.AddDays(-1) } },
        { "reported", Return() with { ReportedRefund = 5_990 } },
        { "refunded", Return() with { Refunds = [new(Now.AddDays(-1), 1_234_590, "EUR")] } },
        { "refunded last year", Return() with { Refunds = [new(Now.AddYears(-1), 1_234_590, "EUR")] } },
        { "partly", Return() with { Refunds = [new(Now.AddDays(-1), 5_990, "EUR")] } },
        { "bank", Return() with { Refunds = [new(Now.AddDays(-1), 5_990, "EUR", RefundKind.Chargeback)] } },
        { "claim", Return() with { Refunds = [new(Now.AddDays(-1), 5_990, "EUR", RefundKind.GuaranteeClaim)] } },
        { "exchange", Return() with { Resolution = ReturnResolution.Exchange } },
    };

    [Theory]
    [MemberData(nameof(Situations))]
    public void Situation_HasTheSameDaysAndAmounts_AndNoEnglishWord(string situation, LookupReturn? item)
    {
        foreach (var amazon in (bool[])[true, false])
        {
            var answer = Answer(item, amazon);

            Assert.DoesNotMatch(English(), answer.GermanScript);
            Assert.Equal(DayNumbers().Count(answer.Script), DayNumbers().Count(answer.GermanScript));
            Assert.Equal(answer.Script.Contains('€', StringComparison.Ordinal), answer.GermanScript.Contains('€', StringComparison.Ordinal));
            Assert.True(answer.GermanScript.EndsWith('.'), $"{situation}: {answer.GermanScript}");
            Assert.DoesNotContain("  ", answer.GermanScript, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Refunded_SaysAmountAndDayAsGermansWriteThem() =>
        Assert.Equal("Amazon hat Ihnen am 19. November 12.345,90 € auf Ihr Zahlungsmittel erstattet. Wann der Betrag auf Ihrem Konto erscheint, hängt von Ihrer Bank ab. Bitte senden Sie den Artikel zurück, falls Sie das noch nicht getan haben.",
            Answer(Return() with { Refunds = [new(Now.AddDays(-1), 1_234_590, "EUR")] }).GermanScript);

    [Fact]
    public void Received_PromisesTheDayOfInspection_WhileItLiesAhead()
    {
        var item = Return() with { Receipts = [new(Now.AddHours(-3), "Dock 1")] };

        Assert.Matches(@"^Ihr Paket ist am 20\. November bei uns eingetroffen\. Wir prüfen den Artikel bis spätestens \w+, den \d+\. November\. Danach erstattet Amazon Ihnen 12\.345,90 € auf Ihr Zahlungsmittel\. Sie müssen nichts weiter tun\.$", Answer(item).GermanScript);
        Assert.Contains("Danach erstattet unser Shop Ihnen", Answer(item, amazon: false).GermanScript, StringComparison.Ordinal);
    }

    [Fact]
    public void Ticket_TakesTheChosenLanguage()
    {
        var answer = Answer(Return());
        var order = new LookupOrder { AccountId = 1, OrderKey = 5, OrderId = "302-1111111-1111111", Account = "Seller" };

        Assert.Contains("To the customer: Ihre Rücksendung ist genehmigt.", TicketText.Of(order, answer, Now, CustomerLanguages.German), StringComparison.Ordinal);
        Assert.Contains("To the customer: Your return is approved.", TicketText.Of(order, answer, Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_IsRememberedForThePerson()
    {
        using var house = new AccessHouse();
        var (carl, cora) = (await house.PersonAsync("carl", Role.Cx), await house.PersonAsync("cora", Role.Cx));
        var languages = house.Get<CustomerLanguages>();

        Assert.True((await languages.ChooseAsync(carl, CustomerLanguages.German, default)).Succeeded);
        Assert.False((await languages.ChooseAsync(cora, "fr", default)).Succeeded);

        Assert.Equal((CustomerLanguages.German, CustomerLanguages.English), (await languages.OfAsync(carl, default), await languages.OfAsync(cora, default)));
    }

    [GeneratedRegex(@"\b(the|your|you|and|refund|refunded|parcel|item|return|on|has|January|October|December|Friday|Monday)\b", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"(?<![\d.,])\d{1,2}(?=\.? (?:November|Oktober|October|Dezember|December))")]
    private static partial Regex DayNumbers();
}
