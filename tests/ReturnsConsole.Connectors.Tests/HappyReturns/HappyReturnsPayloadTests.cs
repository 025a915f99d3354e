using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ReturnsConsole.Connectors.HappyReturns;
using ReturnsConsole.Connectors.Tests.Files;
using ReturnsConsole.Connectors.Tests.Support;
using ReturnsConsole.Connectors.Webhooks;
using ReturnsConsole.Connectors.Wire;
using static ReturnsConsole.Connectors.Tests.Support.Documents;

namespace ReturnsConsole.Connectors.Tests.HappyReturns;

public sealed class HappyReturnsPayloadTests
{
    [Theory]
    [InlineData("12345-0-2", "12345", 0, 2)]
    [InlineData("12345-1-2", "12345", 1, 2)]
    [InlineData("13377523220546-0-5", "13377523220546", 0, 5)]
    [InlineData("a-b-0-1", "a-b", 0, 1)]
    [InlineData("12345", "12345", null, 1)]
    [InlineData("12345-2-2", "12345-2-2", null, 1)]
    [InlineData("12345-00-2", "12345-00-2", null, 1)]
    [InlineData("302-1234567-1234568", "302-1234567-1234568", null, 1)]
    [InlineData("-0-2", "-0-2", null, 1)]
    [InlineData("0-2", "0-2", null, 1)]
    public void LineId_LosesOnlyARealSuffix(string id, string line, int? offset, int of) =>
        Assert.Equal(new HappyReturnsLineId(line, offset, of), HappyReturnsLineId.Parse(id));

    [Fact]
    public void LineId_WithSuffix_IsReadBack()
    {
        var ids = from line in Gen.NonEmptyListOf(Gen.Elements("abc019-_/".ToCharArray())).Select(c => new string([.. c]))
                  from of in Gen.Choose(1, 9_999)
                  from offset in Gen.Choose(0, of - 1)
                  select new HappyReturnsLineId(line, offset, of);
        Prop.ForAll(ids.ToArbitrary(), id => HappyReturnsLineId.Parse(id.ToString()) == id).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void DroppedOff_IsTheFirstScan_AndNothingIsReceived()
    {
        var read = Deliver(At(12, 10), Delivery("return_status_updated", "dropped_off"));

        var row = Assert.Single(read.PlatformReturns);
        Assert.Equal((At(12, 10), "dropped_off"), (row.FirstScanUtc!.Value, row.Status));
        Assert.Equal([null, null, null, null], new[] { row.AtHubUtc, row.ProcessedUtc, row.DeliveredUtc, row.CancelledUtc });
        Assert.Empty(read.Receipts);
        Assert.Empty(read.Unknowns);
    }

    [Fact]
    public void Events_MergedOrApart_InAnyOrder_SayTheSame()
    {
        (string Event, string Type)[] told = [("return_status_updated", "started"), ("return_dropoff_method_created", "return-bar"), ("return_status_updated", "Dropped-Off"), ("return_status_updated", "expired")];
        var deliveries = from order in Gen.Shuffle(told)
                         from cuts in Gen.ListOf(Gen.Choose(1, 3))
                         select (order, cuts.ToHashSet());
        Prop.ForAll(deliveries.ToArbitrary(), d =>
        {
            var (order, cuts) = d;
            var read = new Collector();
            for (int from = 0, to; from < order.Length; from = to)
            {
                to = Enumerable.Range(from + 1, order.Length - from).First(i => i == order.Length || cuts.Contains(i));
                var group = order[from..to];
                var others = string.Join(',', group.Skip(1).Select(e => $$"""{"event":"{{e.Event}}","typeID":"{{e.Type}}"}"""));
                Deliver(read, At(12, 10), Delivery(group[0].Event, group[0].Type, others));
            }
            var rows = read.PlatformReturns;
            Assert.Equal((At(12, 10), At(12, 10), At(12, 10)), (rows.Max(r => r.RegisteredUtc)!.Value, rows.Max(r => r.FirstScanUtc)!.Value, rows.Max(r => r.CancelledUtc)!.Value));
            Assert.Equal(["return-bar"], rows.Select(r => r.Flow).OfType<string>());
            Assert.Empty(read.Unknowns);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Status_IsTheNewestOfTheMergedEvents()
    {
        var others = """{"event":"return_status_updated","typeID":"dropped_off"},{"event":"return_status_updated","typeID":"started"}""";

        var row = Assert.Single(Deliver(At(12, 10), Delivery("return_dropoff_method_created", "mail", others)).PlatformReturns);

        Assert.Equal(("dropped_off", "mail"), (row.Status, row.Flow));
    }

    [Fact]
    public void LookUp_ThatFindsNothingNew_GivesTheSameRow()
    {
        var first = Assert.Single(Deliver(At(12, 10), Delivery("return_status_updated", "dropped_off")).PlatformReturns);
        var later = Assert.Single(Deliver(At(13, 10), Delivery("return_status_updated", "dropped_off")).PlatformReturns);
        var other = Assert.Single(Deliver(At(13, 10), Delivery("return_status_updated", "approved")).PlatformReturns);

        Assert.Equal(first.Row.Hash, later.Row.Hash);
        Assert.NotEqual(first.Row.Hash, other.Row.Hash);
    }

    [Theory]
    [InlineData("return_status_updated", "vanished", "typeID", "vanished")]
    [InlineData("return_dropoff_method_created", "drone", "typeID", "drone")]
    [InlineData("return_exploded", "x", "event", "return_exploded")]
    public void UnknownWord_IsKept_AndTheRowStands(string name, string type, string field, string value)
    {
        var read = Deliver(At(12, 10), Delivery(name, type));

        Assert.Equal(($"happy-returns return/{field}", value), (Assert.Single(read.Unknowns).Field, read.Unknowns[0].Value));
        Assert.Single(read.PlatformReturns);
    }

    [Fact]
    public void Item_WithoutOrderOrSku_IsARow_WithoutIdIsRejected_AndItsEmailIsNotKept()
    {
        var read = Deliver(At(12, 10), """{"event":"return_status_updated","typeID":"started","items":[{"happyReturnsItemID":"I1","happyReturnsExpressCode":"HRAB2BFE"},{"email":"ann@example.org","happyReturnsExpressCode":"HRAB2BFE"}]}""");

        Assert.Equal((null, null, "HRAB2BFE"), (Assert.Single(read.PlatformReturns).OrderId, read.PlatformReturns[0].Sku, read.PlatformReturns[0].ReturnId));
        var rejected = Assert.Single(read.RejectedRows);
        Assert.Equal("items[1].happyReturnsItemID", rejected.Field);
        Assert.DoesNotContain("ann@example.org", rejected.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Shipment_Pushed_AndPolled_AreTheSameItems()
    {
        const string item = """{"happyReturnsItemID":"I1","orderNumber":"O","poNumber":"PO1","tracking":"T","carrier":"UPS","palletNumber":"P","inspectionOutcome":"odd"}""";
        var pushed = Assert.Single(Deliver(At(12, 10), $$"""{"event":"outbound_shipment_created","items":[{{item}}]}""").ShipmentItems);
        var polled = Assert.Single(Read("happy-returns-shipments", $$$"""{"receivedAt":"2026-08-13T00:00:00.000Z","shipmentId":"S1","delivery":{"items":[{{{item}}}]}}""").ShipmentItems);

        Assert.Equal(pushed with { Row = default }, polled with { Row = default });
        Assert.Equal(("PO1", "odd"), (pushed.ShipmentId, pushed.InspectionOutcome));
    }

    [Fact]
    public void Label_TiesABagToItsReturn()
    {
        var row = Assert.Single(Deliver(At(12, 10), """{"event":"return_label_update","happyReturnsExpressCode":"HRAB2BFE","labelID":"HR2ABCDEFGHI"}""").PlatformReturns);

        Assert.Equal((true, "HRAB2BFE", "HR2ABCDEFGHI", "label:HR2ABCDEFGHI", 0), (row.WholeParcel, row.DisplayId, row.LabelId, row.ItemId, row.Quantity));
    }

    private static string Delivery(string name, string type, string others = "") =>
        $$$"""{"event":"{{{name}}}","typeID":"{{{type}}}","retailerID":"R1","otherEvents":[{{{others}}}],"items":[{"happyReturnsReturnID":"0b0e","happyReturnsItemID":"I1","happyReturnsExpressCode":"HRAB2BFE","orderNumber":"SHOP-1","email":"ann@example.org"}]}""";

    private static Collector Deliver(DateTime at, string body) => Deliver(new Collector(), at, body);

    private static Collector Deliver(Collector into, DateTime at, string body)
    {
        foreach (var document in WebhookDocuments.Of(PartnerKind.HappyReturns, Encoding.UTF8.GetBytes(body), at))
            Read(into, document.Payload, Encoding.UTF8.GetString(document.Json.Span));
        return into;
    }
}
