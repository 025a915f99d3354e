using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Connectors.Commercetools;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Board;
using ReturnsConsole.Features.Refunds.Screen;
using ReturnsConsole.Features.Refunds.Shop;

namespace ReturnsConsole.Components.Tests.Features.Refunds;

/// <summary>What is peculiar to refunds of shop orders, as people see it.</summary>
public sealed class ShopPartsTests : Page
{
    private static readonly RefundRow Row = new()
    {
        Id = 3,
        Key = "RC-3",
        Kind = InstructionKind.Refund,
        State = RefundState.AwaitingApproval,
        AccountId = 1,
        Account = "Web shop",
        OrderId = "SHOP-70001",
        OrderItemId = "line",
        Sku = "JK-NVY-L",
        Marketplace = "",
        Total = 5_000,
        Currency = "EUR",
        Quantity = 0,
        Reason = "CustomerReturn",
        AskedBy = RefundAskedBy.Person,
        RequestedBy = "Fina",
        RequestedById = 1,
        RequestedAt = Now,
        StateAt = Now,
        OverBy = 0,
        BatchId = null,
        MessageNumber = 0,
        Said = "",
        ProofReference = "",
        ProofAt = null,
        Verdict = UnknownVerdict.None,
        VerdictBy = "",
        Version = 1,
        Via = RefundVia.Shop,
        OrderChangedAt = Now,
    };

    private static RefundDetail Detail(RefundRow row, NewPrice? anew) => new(row, new RefundAmounts { Item = 5_000 }, "", "S", "N", null, "", RefundProof.None, "", 0, null, null, [], ["Payment p holds a refund"], false) { Anew = anew };

    [Fact]
    public void Payments_ShowWhatWentBackAndWhatIsUnderWay()
    {
        var order = new ShopOrderSeen("id", "SHOP-70001", 4, "Open",
            [new ShopPaymentSeen("pay-1", "EUR", 9_000, "giftcard-x", [Of("Charge", "Success", 9_000), Of("Refund", "Success", 1_000), Of("Refund", "Pending", 2_000, "RC-3"), Of("Refund", "Failure", 700)])], []);

        var shown = Render<ShopPayments>(p => p.Add(x => x.Order, order).Add(x => x.OurKey, "RC-3"));

        Assert.Contains("giftcard-x", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("Refund, Pending", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("this refund", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("60.00", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Payments_None_SaysThatNothingCanGoBack() =>
        Assert.Contains("names no payment", Render<ShopPayments>(p => p.Add(x => x.Order, new ShopOrderSeen("id", "SHOP-1", 1, "", [], []))).Markup, StringComparison.Ordinal);

    [Fact]
    public void OrderChanged_ShowsBothAmountsAndPricesAnew()
    {
        var asked = 0;
        var shown = Render<OrderChangedPanel>(p => p.Add(x => x.Detail, Detail(Row, new NewPrice(7, new RefundAmounts { Item = 5_000, Promotion = 500 }, "EUR", ["2 of 2 pieces"]))).Add(x => x.MayAsk, true)
            .Add(x => x.PriceAnew, EventCallback.Factory.Create(this, () => asked++)));

        Assert.Contains("45.00", shown.Markup, StringComparison.Ordinal);
        shown.Find("button").Click();
        Assert.Equal(1, asked);
    }

    [Fact]
    public void OrderChanged_WithNothingLeft_LeavesOnlyWithdrawing()
    {
        var shown = Render<OrderChangedPanel>(p => p.Add(x => x.Detail, Detail(Row, null)).Add(x => x.MayAsk, true));

        Assert.Empty(shown.FindAll("button"));
        Assert.Contains("Withdraw it", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Standing_OfAChangedOrder_OffersNoApproval()
    {
        var shown = Render<RefundStanding>(p => p.Add(x => x.Detail, Detail(Row, null)).Add(x => x.Me, 2).Add(x => x.MayApprove, true).Add(x => x.MaySend, true));

        Assert.DoesNotContain(shown.FindAll("button"), b => b.TextContent.Contains("Approve", StringComparison.Ordinal));
        Assert.Contains("price it anew", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_OfAShop_NamesTheShopAndNotAmazon()
    {
        var shown = Render<RefundStanding>(p => p.Add(x => x.Detail, Detail(Row with { State = RefundState.OutcomeUnknown, OrderChangedAt = null }, null)).Add(x => x.MaySend, true));

        Assert.Contains("interactionId", shown.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Seller Central", shown.Markup, StringComparison.Ordinal);
    }

    private static ShopTransactionSeen Of(string type, string state, long amount, string key = "") => new($"{type}-{state}", type, state, amount, key, Now);
}
