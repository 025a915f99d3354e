using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Rebound;
using ReturnsConsole.Connectors.Tests.Files;
using ReturnsConsole.Connectors.Wire;
using static ReturnsConsole.Connectors.Tests.Support.Documents;

namespace ReturnsConsole.Connectors.Tests.Rebound;

public sealed class ReboundPayloadTests
{
    private const string Return = """
        {"id":"77","display_id":"RB77","external_id":"RMA-1","order_reference":"302-1234567-1234567","date_added":"2026-08-10 09:00:00","tracking":"T1","carrier":"Hermes","email":"a@b.c",
         "current_tracking_status":"Arrived at Our Hub","tracking_last_update":"2026-08-12 10:00:00",
         "item":[{"sku_code":"S1","sku_desc":"Shirt","quantity":"2","price":"9.99","reason":[{"reason":"TOO_SMALL","wish":"refund"}]},
                 {"sku_code":"S1","quantity":"1","price":"9.99","final_disposition":"Quarantined"},
                 {"sku_code":"S2","quantity":"1","price":"5.00","final_disposition":"Donated","tracking":"T2"}]}
        """;

    [Fact]
    public void Return_OfSeveralItems_IsARowEach()
    {
        var read = Read("rebound-returns", Return);

        Assert.Empty(read.RejectedRows);
        var (first, second, third) = (read.PlatformReturns[0], read.PlatformReturns[1], read.PlatformReturns[2]);
        Assert.Equal(("77", "S1", "RB77", "302-1234567-1234567", "RMA-1"), (first.ReturnId, first.ItemId, first.DisplayId, first.OrderId, first.RmaId));
        Assert.Equal((2, "TOO_SMALL", "refund", "Arrived at Our Hub"), (first.Quantity, first.ReasonCode, first.Wish, first.Status));
        Assert.Equal(("S1/2", "S2", "T2"), (second.ItemId, third.ItemId, third.TrackingId));
        Assert.Equal((At(10, 9), At(12, 10), null, At(12, 10)), (first.RegisteredUtc!.Value, first.AtHubUtc!.Value, first.FirstScanUtc, first.UpdatedUtc!.Value));
        Assert.All(read.PlatformReturns, r => Assert.Null(r.ValueMinor));
        Assert.Equal(("rebound return/final_disposition", "Donated"), Unknown(read));
    }

    [Fact]
    public void Disposition_ThatMeansItself_IsAReceiptToo()
    {
        var receipt = Assert.Single(Read("rebound-returns", Return).Receipts);

        Assert.Equal(("rebound", "77/S1/2", "Quarantined", At(12, 10), 1), (receipt.Source, receipt.Reference, receipt.Disposition, receipt.ReceivedUtc, receipt.Quantity));
        Assert.Null(receipt.Grade);
    }

    [Fact]
    public void Disposition_OfTheAccountsTable_IsAReceipt()
    {
        var read = Read("rebound-returns", $$"""{"return":{{Return}},"currency":"KWD","dispositions":{"donated":"Scrapped"} }""");

        Assert.Equal(["Quarantined", "Scrapped"], read.Receipts.Select(r => r.Disposition));
        Assert.Empty(read.Unknowns);
        // A price of one piece only, exact to the currency's three decimals.
        Assert.Equal([null, 9990L, 5000L], read.PlatformReturns.Select(r => r.ValueMinor));
    }

    [Fact]
    public void Dispositions_Unreadable_AreMisconfigured()
    {
        var connection = new PartnerConnection { Kind = PartnerKind.Rebound, Name = "R", BaseUrl = new Uri("http://h"), Options = new Dictionary<string, string> { ["Dispositions"] = "Sellable=Restocked; Odd=Eaten" } };

        Assert.Contains("Odd=Eaten", Assert.Throws<PartnerException>(() => ReboundDocuments.Dispositions(connection)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"item":[{"sku_code":"S"}]}""", "id")]
    [InlineData("""{"id":"1"}""", "item")]
    [InlineData("""{"id":"1","item":[]}""", "item")]
    [InlineData("""{"id":"1","item":[{"sku_code":"S","quantity":"0"}]}""", "item[0].quantity")]
    [InlineData("""{"id":"1","item":[{"sku_code":"S","quantity":"1.5"}]}""", "item[0].quantity")]
    [InlineData("""{"id":"1","order_reference":"123456789012345678901234567890123456789012345678901","item":[{"sku_code":"S"}]}""", "order_reference")]
    [InlineData("[1]", "id")]
    [InlineData("\"x\"", "id")]
    [InlineData("{", "row")]
    public void Return_ThatCannotBeTaken_IsRejectedOnce(string document, string field)
    {
        var read = Read("rebound-returns", document, Return);

        Assert.Equal(field, Assert.Single(read.RejectedRows).Field);
        Assert.Equal(3, read.PlatformReturns.Count);
    }

    [Fact]
    public void RejectedReturn_DoesNotKeepPersonalFields()
    {
        var read = Read("rebound-returns", """{"id":"1","name":"Ann Example","email":"ann@example.org","item":[]}""");

        Assert.DoesNotContain("nn@example", Assert.Single(read.RejectedRows).Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann", read.RejectedRows[0].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Tracking_TellsTheFirstTimeOfEachMilestone_WhateverTheOrder()
    {
        (string Status, int Hour)[] steps = [("Return Order Created", 1), ("Entered Our Network", 5), ("entered our network", 3), ("Arrived at Our Hub", 7), ("Out for sorting", 8), ("Delivered", 9), ("Delivered", 11)];
        Prop.ForAll(Gen.Shuffle(steps).ToArbitrary(), shuffled =>
        {
            var track = string.Join(',', shuffled.Select(s => $$"""{"dt":"2026-08-12 {{s.Hour:00}}:00:00","status":"{{s.Status}}"}"""));
            var read = Read("rebound-tracking", $$"""{"tracking_code":"T1","order_reference":"302-1","pallet_number":"P9","track":[{{track}}]}""");
            var row = Assert.Single(read.PlatformReturns);
            Assert.Equal((At(12, 1), At(12, 3), At(12, 7), At(12, 9)), (row.RegisteredUtc!.Value, row.FirstScanUtc!.Value, row.AtHubUtc!.Value, row.DeliveredUtc!.Value));
            Assert.Equal((true, 0, "P9", "Delivered", At(12, 11)), (row.WholeParcel, row.Quantity, row.ShipmentId, row.Status, row.UpdatedUtc!.Value));
            Assert.Equal(("rebound tracking/status", "Out for sorting"), Unknown(read));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("registered")]
    [InlineData("carrierScanned")]
    [InlineData("receivedAtHub")]
    [InlineData("processed")]
    [InlineData("delivered")]
    [InlineData("cancelled")]
    public void Event_SetsItsMilestoneAndNoOther(string milestone)
    {
        var row = Assert.Single(Read("rebound-events", Event(milestone, 5)).PlatformReturns);

        Assert.Equal(
            [("registered", row.RegisteredUtc), ("carrierScanned", row.FirstScanUtc), ("receivedAtHub", row.AtHubUtc), ("processed", row.ProcessedUtc), ("delivered", row.DeliveredUtc), ("cancelled", row.CancelledUtc)],
            new[] { "registered", "carrierScanned", "receivedAtHub", "processed", "delivered", "cancelled" }.Select(m => (m, m == milestone ? At(12, 5) : (DateTime?)null)));
    }

    [Fact]
    public void Events_InAnyOrderAndRepeated_SayTheSame()
    {
        string[] told = [Event("registered", 1), Event("carrierScanned", 2), Event("receivedAtHub", 3), Event("processed", 4, ""","grade":"A","disposition":"Restocked","found":true""")];
        var inOrder = Sum(Read("rebound-events", told));
        Prop.ForAll(Gen.ListOf(Gen.Elements(told)).SelectMany(more => Gen.Shuffle(told.Concat(more).ToArray())).ToArbitrary(), events =>
            Assert.Equal(inOrder, Sum(Read("rebound-events", events)))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Event_OfAnItemThatWasNotFound_IsNotProcessed()
    {
        var read = Read("rebound-events", Event("processed", 4, ""","grade":"A","disposition":"Restocked","found":false"""));

        Assert.Equal((null, false), (read.PlatformReturns[0].ProcessedUtc, read.PlatformReturns[0].Found));
        Assert.Empty(read.Receipts);
    }

    [Fact]
    public void PolledReturnAndPushedEvent_NameTheSameReceipt()
    {
        var polled = Read("rebound-returns", """{"id":"77","tracking_last_update":"2026-08-12 10:00:00","item":[{"sku_code":"S1","quantity":"1","final_disposition":"Restocked"}]}""");
        var pushed = Read("rebound-events", Event("processed", 4, ""","disposition":"Restocked" """));

        Assert.Equal(polled.Receipts.Single().Reference, pushed.Receipts.Single().Reference);
        Assert.Equal(polled.PlatformReturns.Single().ItemId, pushed.PlatformReturns.Single().ItemId);
    }

    [Fact]
    public void Event_WithUnknownWords_IsKeptAndCounted()
    {
        var read = Read("rebound-events", """{"eventId":"e","occurredAt":"2026-08-12T05:00:00Z","returnId":"77","milestone":"teleported","flow":"air","channel":"ebay","items":[{"sku":"S1","quantity":1,"grade":"Z","wish":"hug"}]}""");

        Assert.Equal("teleported", Assert.Single(read.PlatformReturns).Status);
        Assert.Equal(["air", "ebay", "hug", "teleported", "Z"], read.Unknowns.Select(u => u.Value).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Event_WithoutItems_IsOfTheWholeParcel_AndPalletsAreManifests()
    {
        var dark = Assert.Single(Read("rebound-events", """{"occurredAt":"2026-08-12T05:00:00Z","returnId":"77","milestone":"carrierScanned","flow":"rlib","trackingNumber":"T1"}""").PlatformReturns);
        Assert.Equal((true, 0, "rlib"), (dark.WholeParcel, dark.Quantity, dark.Flow));

        var item = Assert.Single(Read("rebound-events", Event("processed", 4).Replace("\"returnId\"", "\"palletNumber\":\"P1\",\"returnId\"", StringComparison.Ordinal)).ShipmentItems);
        Assert.Equal(("P1", "S1", "77"), (item.ShipmentId, item.ItemId, item.ReturnId));
    }

    [Fact]
    public void Order_IsNotedAndNoFact()
    {
        var read = Read("rebound-orders", """{"order_reference":"302-1","currency_code":"GBP"}""");

        Assert.Contains("302-1", Assert.Single(read.IgnoredRows).Why, StringComparison.Ordinal);
        Assert.Empty(read.Orders);
    }

    private static string Event(string milestone, int hour, string item = "") =>
        $$"""{"eventId":"e{{hour}}","occurredAt":"2026-08-12T{{hour:00}}:00:00Z","returnId":"77","orderReference":"302-1","channel":"amazon-seller","milestone":"{{milestone}}","flow":"hub","items":[{"sku":"S1","quantity":1{{item}}}]}""";

    /// <summary>What stands after all rows: the earliest of each milestone, one receipt per reference.</summary>
    private static (DateTime?, DateTime?, DateTime?, DateTime?, string) Sum(Collector read) => (
        read.PlatformReturns.Min(r => r.RegisteredUtc), read.PlatformReturns.Min(r => r.FirstScanUtc), read.PlatformReturns.Min(r => r.AtHubUtc), read.PlatformReturns.Min(r => r.ProcessedUtc),
        string.Join(' ', read.Receipts.Select(r => $"{r.Reference} {r.Grade} {r.Disposition} {r.ReceivedUtc:O}").Distinct()));

    private static (string, string) Unknown(Collector read)
    {
        var (_, field, value) = Assert.Single(read.Unknowns);
        return (field, value);
    }
}
