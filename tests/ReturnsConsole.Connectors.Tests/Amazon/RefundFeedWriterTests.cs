using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Connectors.Amazon;
using ReturnsConsole.Connectors.Tests.Sandbox;

namespace ReturnsConsole.Connectors.Tests.Amazon;

/// <summary>What is told to Amazon about money: exactly what was decided, in the form that it takes, or nothing.</summary>
public sealed class RefundFeedWriterTests
{
    private static readonly RefundInstruction Plain = new()
    {
        Key = "RC-1-a",
        OrderId = "111-1234567-7654321",
        OrderItemId = "12345678901234",
        Marketplace = "US",
        Currency = "USD",
        Reason = "CustomerReturn",
        ItemMinor = 2_550,
    };

    private static readonly CancelInstruction Cancel = new() { Key = "RC-9", OrderId = "111-1234567-7654321", OrderItemId = "123456789012345", Reason = "NoInventory" };

    private static InstructionDocument Write(params RefundInstruction[] refunds) => RefundFeedWriter.Refunds("A1SELLER", refunds);

    private static XElement Read(InstructionDocument document)
    {
        Assert.Empty(document.Faults);
        Assert.Empty(FeedSchema.Faults(document.Content));
        return XElement.Load(new MemoryStream(document.Content.ToArray()));
    }

    private static string[] Components(InstructionDocument document) =>
        [.. Read(document).Descendants("ItemPriceAdjustments").Elements("Component").Select(c => $"{c.Element("Type")!.Value} {c.Element("Amount")!.Value} {c.Element("Amount")!.Attribute("currency")!.Value}")];

    [Fact]
    public void Refund_InTheUnitedStates_IsWrittenToTheLetter()
    {
        var document = Write(Plain with { TaxMinor = 210, ShippingMinor = 499, ShippingTaxMinor = 41, RestockingFeeMinor = 510, PromotionMinor = 100 });

        Assert.Equal(("POST_PAYMENT_ADJUSTMENT_DATA", "text/xml; charset=UTF-8"), (document.FeedType, document.ContentType));
        Assert.Equal(
            """
            <?xml version="1.0" encoding="utf-8"?><AmazonEnvelope xsi:noNamespaceSchemaLocation="amzn-envelope.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Header><DocumentVersion>1.01</DocumentVersion><MerchantIdentifier>A1SELLER</MerchantIdentifier></Header><MessageType>OrderAdjustment</MessageType>
            <Message><MessageID>1</MessageID><OrderAdjustment><AmazonOrderID>111-1234567-7654321</AmazonOrderID><ActionType>Refund</ActionType><AdjustedItem><AmazonOrderItemCode>12345678901234</AmazonOrderItemCode>
            <MerchantAdjustmentItemID>RC-1-a</MerchantAdjustmentItemID><AdjustmentReason>CustomerReturn</AdjustmentReason><ItemPriceAdjustments>
            <Component><Type>Principal</Type><Amount currency="USD">25.50</Amount></Component><Component><Type>Shipping</Type><Amount currency="USD">4.99</Amount></Component>
            <Component><Type>Tax</Type><Amount currency="USD">2.10</Amount></Component><Component><Type>ShippingTax</Type><Amount currency="USD">0.41</Amount></Component>
            <Component><Type>RestockingFee</Type><Amount currency="USD">5.10</Amount></Component></ItemPriceAdjustments>
            <PromotionAdjustments><Component><Type>Principal</Type><Amount currency="USD">1.00</Amount></Component></PromotionAdjustments></AdjustedItem></OrderAdjustment></Message></AmazonEnvelope>
            """.ReplaceLineEndings(""), Encoding.UTF8.GetString(document.Content.Span));
        _ = Read(document);
    }

    [Theory]
    [InlineData("US", "USD", "Principal 25.50 USD|Tax 2.10 USD|GiftWrap 3.00 USD|GiftWrapTax 0.25 USD")]
    [InlineData("CA", "CAD", "Principal 25.50 CAD|Tax 2.10 CAD|GiftWrap 3.00 CAD|GiftWrapTax 0.25 CAD")]
    [InlineData("DE", "EUR", "Principal 27.60 EUR|GiftWrap 3.25 EUR")]
    [InlineData("UK", "GBP", "Principal 27.60 GBP|GiftWrap 3.25 GBP")]
    [InlineData("JP", "JPY", "Principal 2760 JPY|GiftWrap 325 JPY")]
    public void Tax_StandsApartOnlyWhereThePriceDoesNotHoldIt(string marketplace, string currency, string components) =>
        Assert.Equal(components, string.Join('|', Components(Write(Plain with { Marketplace = marketplace, Currency = currency, TaxMinor = 210, GiftWrapMinor = 300, GiftWrapTaxMinor = 25 }))));

    [Fact]
    public void Refund_NeverCarriesAQuantityOrAShippingPriceAdjustment()
    {
        var xml = Read(Write(Plain with { ShippingMinor = 1 }));
        Assert.Empty(xml.Descendants("Quantity"));
        Assert.Empty(xml.Descendants("ShippingPriceAdjustments"));
    }

    [Fact]
    public void Cancellation_IsAFailureWithItsReason_PartialByQuantity()
    {
        var xml = Read(RefundFeedWriter.Cancellations("A1SELLER", [Cancel, Cancel with { OrderId = "222-1234567-7654321", Reason = "BuyerCanceled", Quantity = 2 }]));

        Assert.Equal("OrderAcknowledgement", xml.Element("MessageType")!.Value);
        Assert.Equal(["1", "2"], xml.Elements("Message").Select(m => m.Element("MessageID")!.Value));
        Assert.Equal(["AmazonOrderID 222-1234567-7654321", "StatusCode Failure", "AmazonOrderItemCode 123456789012345", "CancelReason BuyerCanceled", "Quantity 2"],
            xml.Elements("Message").Last().Descendants().Where(e => !e.HasElements && e.Name != "MessageID").Select(e => $"{e.Name} {e.Value}"));
        Assert.Empty(xml.Elements("Message").First().Descendants("Quantity"));
    }

    public static TheoryData<string, string> WrongRefunds => new()
    {
        { "key", "our key has 0 characters, expected 1 to 50" },
        { "long key", "our key has 51 characters" },
        { "odd key", "has other characters" },
        { "order", "the order id is '1111234567', expected 3-7-7 digits" },
        { "item", "the order item code is '1234567890123', expected 14 or 15 digits" },
        { "reason", "the reason is 'Because', expected one of Amazon's: NoInventory" },
        { "currency", "the currency is 'KWD', expected one that Amazon takes" },
        { "marketplace", "the marketplace is missing" },
        { "negative", "the tax is -0.01 USD, expected 0 or more" },
        { "nothing", "there is no amount" },
        { "fee", "the restocking fee is 25.51, expected at most the item's 25.50 USD" },
        { "promotion", "the promotion is 25.51, expected at most the item's 25.50 USD" },
        { "no gain", "the buyer would get 0.00 USD, expected more than 0" },
    };

    [Theory]
    [MemberData(nameof(WrongRefunds))]
    public void Refund_ThatBreaksARule_IsNamedAndNothingIsWritten(string what, string words)
    {
        var wrong = what switch
        {
            "key" => Plain with { Key = "" },
            "long key" => Plain with { Key = new string('k', 51) },
            "odd key" => Plain with { Key = "a b" },
            "order" => Plain with { OrderId = "1111234567" },
            "item" => Plain with { OrderItemId = "1234567890123" },
            "reason" => Plain with { Reason = "Because" },
            "currency" => Plain with { Currency = "KWD" },
            "marketplace" => Plain with { Marketplace = "" },
            "negative" => Plain with { TaxMinor = -1 },
            "nothing" => Plain with { ItemMinor = 0 },
            "fee" => Plain with { RestockingFeeMinor = 2_551, ShippingMinor = 100 },
            "promotion" => Plain with { PromotionMinor = 2_551, ShippingMinor = 100 },
            _ => Plain with { RestockingFeeMinor = 2_550 },
        };
        var document = Write(Plain with { Key = "first" }, wrong);

        var fault = Assert.Single(document.Faults);
        Assert.Equal((2, wrong.Key), (fault.Message, fault.Key));
        Assert.Contains(words, fault.Problem, StringComparison.Ordinal);
        Assert.True(document.Content.IsEmpty);
    }

    [Theory]
    [InlineData("reason", "expected one of Amazon's: NoInventory, ShippingAddressUndeliverable")]
    [InlineData("quantity", "the quantity is 0, expected 1 or more")]
    [InlineData("twice", "is cancelled twice in the document")]
    public void Cancellation_ThatBreaksARule_IsNamed(string what, string words)
    {
        var wrong = what switch { "reason" => Cancel with { Reason = "CouldNotShip", OrderItemId = "12345678901234" }, "quantity" => Cancel with { Quantity = 0, OrderItemId = "12345678901234" }, _ => Cancel };
        Assert.Contains(words, Assert.Single(RefundFeedWriter.Cancellations("A1SELLER", [Cancel, wrong]).Faults).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_TwiceInOneDocument_IsAFault() => Assert.Contains("is in the document twice", Assert.Single(Write(Plain, Plain).Faults).Problem, StringComparison.Ordinal);

    [Fact]
    public void Document_OfNothing_IsAFault() => Assert.Single(Write().Faults);

    [Fact]
    public void Document_OfMoreThanItHolds_NamesWhatNeedsAnother()
    {
        var document = Write([.. Enumerable.Range(0, RefundFeedWriter.MostMessages + 2).Select(i => Plain with { Key = $"k{i}" })]);
        Assert.Equal([5_001, 5_002], document.Faults.Select(f => f.Message));
        Assert.Contains("a document holds 5,000 messages, and this is number 5,001", document.Faults[0].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void SameInstructions_GiveTheSameBytes() => Assert.True(Write(Plain).Content.Span.SequenceEqual(Write(Plain with { }).Content.Span));

    [Fact]
    public void Document_OfFiveThousand_IsValidSmallAndQuick()
    {
        var refunds = Enumerable.Range(0, RefundFeedWriter.MostMessages).Select(i => Plain with
        {
            Key = $"RC-{i:D12}-{new string('x', 33)}",
            TaxMinor = i,
            ShippingMinor = 499,
            ShippingTaxMinor = 41,
            GiftWrapMinor = 100,
            GiftWrapTaxMinor = 9,
            PromotionMinor = 1,
            GoodwillMinor = 3,
            Reason = "RiskAssessmentInformationNotValid",
        }).ToArray();
        var watch = Stopwatch.StartNew();
        var document = RefundFeedWriter.Refunds("A1SELLER", refunds);
        watch.Stop();

        Assert.Equal(5_000, Read(document).Elements("Message").Count());
        Assert.True(document.Content.Length < RefundFeedWriter.MostBytes, $"{document.Content.Length} bytes");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Law_WhateverTheTaxRule_TheBuyerGetsTheSum()
    {
        var money = Gen.Choose(0, 100_000).Select(i => (long)i);
        var wanted = from item in money
                     from tax in money
                     from shipping in money
                     from shippingTax in money
                     from goodwill in money
                     from fee in money
                     from market in Gen.Elements(("US", "USD"), ("CA", "CAD"), ("DE", "EUR"), ("JP", "JPY"))
                     select Plain with
                     {
                         ItemMinor = item,
                         TaxMinor = tax,
                         ShippingMinor = shipping,
                         ShippingTaxMinor = shippingTax,
                         GoodwillMinor = goodwill,
                         RestockingFeeMinor = Math.Min(fee, item + tax),
                         Marketplace = market.Item1,
                         Currency = market.Item2,
                     };
        Prop.ForAll(wanted.ToArbitrary(), r =>
        {
            var document = Write(r);
            var toBuyer = r.ItemMinor + r.TaxMinor + r.ShippingMinor + r.ShippingTaxMinor + r.GoodwillMinor - r.RestockingFeeMinor;
            if (toBuyer <= 0)
                return document.Faults.Count == 1 && document.Content.IsEmpty;
            var scale = r.Currency == "JPY" ? 1 : 100;
            var written = Read(document).Descendants("Component").Sum(c =>
                decimal.Parse(c.Element("Amount")!.Value, CultureInfo.InvariantCulture) * scale * (c.Element("Type")!.Value == "RestockingFee" ? -1 : 1));
            return written == toBuyer;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Sandbox_TakesWhatIsWritten_AndPaysExactlyThat()
    {
        await using var host = await SandboxHost.StartAsync();
        var (token, order) = await Sandbox.FeedTests.ShippedAsync(host);
        var (orderId, item) = (order.GetProperty("orderId").GetString()!, FeedDocuments.Item(order)!);
        var ours = Plain with { OrderId = orderId, OrderItemId = item, ItemMinor = 2_000, TaxMinor = 165, RestockingFeeMinor = 400 };

        var feed = await host.FeedAsync(token, "POST_PAYMENT_ADJUSTMENT_DATA", Encoding.UTF8.GetString(Write(ours, ours with { Key = "RC-1-b", RestockingFeeMinor = 0, TaxMinor = 0, ItemMinor = 100 }).Content.Span));

        Assert.Equal("DONE", feed.GetProperty("processingStatus").GetString());
        var report = FeedDocuments.Report(await host.FeedResultAsync(token, feed));
        Assert.Empty(report.Elements("Result"));
        Assert.Equal(["RC-1-a 17.65 USD", "RC-1-b 1.00 USD"], (await host.LedgerAsync()).Select(e => $"{Text(e, "messageKey")} {Text(e, "amount")} {Text(e, "currency")}"));
    }

    [Fact]
    public async Task Sandbox_TakesACancellationOfPieces()
    {
        await using var host = await SandboxHost.StartAsync();
        await host.ScenarioAsync("cancel request");
        await host.AdvanceAsync("PT4H");
        var token = await host.TokenAsync("us");
        var order = await host.OnlyOrderAsync(token);
        var cancel = new CancelInstruction { Key = "RC-9", OrderId = Text(order, "orderId")!, OrderItemId = FeedDocuments.Item(order)!, Reason = "BuyerCanceled", Quantity = 1 };

        var document = RefundFeedWriter.Cancellations("A1SANDBOXUS001", [cancel]);
        await host.FeedAsync(token, document.FeedType, Encoding.UTF8.GetString(document.Content.Span));

        Assert.Equal(("cancel", 1), (Text((await host.LedgerAsync()).Single(), "kind"), (await host.LedgerAsync()).Single().GetProperty("quantity").GetInt32()));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
