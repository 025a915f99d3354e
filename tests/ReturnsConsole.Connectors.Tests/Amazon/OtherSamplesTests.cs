using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Tests.Files;
using static ReturnsConsole.Connectors.Tests.Files.Reading;

namespace ReturnsConsole.Connectors.Tests.Amazon;

public sealed class OtherSamplesTests
{
    private static DateTime Utc(int year, int month, int day, int hour = 0) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void ReturnsFlat_RealShortRow_IsRead()
    {
        var entry = SampleEntry("returns_flat_us_real_row.tsv");
        var row = Assert.Single(entry.Read().Returns);

        Assert.Equal("32 columns", entry.Profile().Layout);
        Assert.Equal(("113-6277818-6289068", "DfqRyqfBRRMA", "PANEC-925SS-IT", 2), (row.OrderId, row.AmazonRmaId, row.Sku, row.Quantity));
        Assert.Equal((414L, 2138L, 2, "USD"), (row.LabelCostMinor!.Value, row.OrderAmountMinor!.Value, row.OrderQuantity!.Value, row.Currency));
        Assert.Equal((Utc(2025, 7, 10), Utc(2025, 7, 14)), (row.OrderedUtc!.Value, row.RequestedUtc!.Value));
        Assert.Equal((null, null, false, true), (row.MerchantRmaId, row.RefundedMinor, row.AToZClaim, row.InPolicy));
    }

    [Fact]
    public void ReturnsFlat_33Columns_CarriesOrderItemIdAndRefund()
    {
        var entry = SampleEntry("returns_flat_br_33col.tsv");
        var rows = entry.Read().Returns;

        Assert.Equal("33 columns", entry.Profile().Layout);
        Assert.Equal(["100000000000001", "100000000000002", "100000000000003"], rows.Select(r => r.OrderItemId!));
        Assert.Equal([5000L, 8000, 3000], rows.Select(r => r.RefundedMinor!.Value));
        Assert.Equal(["RefundAtFirstScan", "ReplacementIssued", "ManualRefund"], rows.Select(r => r.Resolution!));
    }

    [Fact]
    public void ReturnsFlat_HeaderAsRows_IsIgnoredTwice()
    {
        var read = SampleEntry("returns_flat_airbyte_header_as_rows.tsv").Read();

        Assert.Empty(read.Returns);
        Assert.Empty(read.RejectedRows);
        Assert.Equal(2, read.IgnoredRows.Count);
    }

    [Fact]
    public void ReturnsFlat_35ColumnsInAnyOrderAndSpelling_HasTheSameHash()
    {
        var one = Entry(Tsv("Order ID|Amazon RMA ID|Merchant SKU|Return quantity|Return Reason|A-to-Z Claim|Return request date|Category|VAT", "1|R|S|1|CR-DEFECTIVE|Y|10-Jul-2025|C|0.19")).Read();
        var two = Entry(Tsv("return_reason|vat|Category|merchant-sku|RETURN QUANTITY|A-to-z claim|Amazon_RMA_ID|Order Id|Return request date", "CR-DEFECTIVE|0.19|C|S|1|Y|R|1|2025-07-10")).Read();

        Assert.Equal(Assert.Single(one.Returns) with { }, Assert.Single(two.Returns));
        Assert.True(one.Returns[0].AToZClaim);
    }

    [Fact]
    public void ReturnsFlat_MissingOrderId_IsHandedOutForACase()
    {
        var read = Entry(Tsv("Order ID|Amazon RMA ID|Return quantity|Label cost|Currency code", " |R|1||", "1|R||1.00|EUR", "1|R|0||", "1|R|1|1.00|", "1|R|1|1.00|euro")).Read();

        Assert.Null(Assert.Single(read.Returns).OrderId);
        Assert.Equal(["Return quantity", "Return quantity", "Label cost", "Currency code"], read.RejectedRows.Select(r => r.Field));
    }

    [Fact]
    public void ReturnsXml_RealFile_GivesBothItems()
    {
        var entry = SampleEntry("returns_xml_es_elganso.xml");
        var read = entry.Read();

        Assert.Equal(FileFormat.AmazonReturnsXml, entry.Profile().Format);
        Assert.Equal(2, read.Returns.Count);
        Assert.All(read.Returns, row =>
        {
            Assert.Equal(("408-9386448-4007569", "DJ1XPkq5RRMA", "1050s200003-XL", "EUR"), (row.OrderId, row.AmazonRmaId, row.Sku, row.Currency));
            Assert.Equal((5990L, 0L, 1, false), (row.RefundedMinor!.Value, row.LabelCostMinor!.Value, row.Quantity, row.AToZClaim!.Value));
            Assert.Contains("Tamaño", row.ItemName, StringComparison.Ordinal);
        });
        Assert.Equal(read.Returns[0].Row.Hash, read.Returns[1].Row.Hash);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><AmazonEnvelope><MessageType>Returns-Report</MessageType></AmazonEnvelope>", RefusalReason.UnsafeXml)]
    [InlineData("<AmazonEnvelope><MessageType>Returns-Report</MessageType><Message><return_details><order_id>1", RefusalReason.Truncated)]
    [InlineData("<AmazonEnvelope><MessageType>Returns-Report</MessageType><Message></AmazonEnvelope>", RefusalReason.NotAReport)]
    [InlineData("<rss><a/></rss>", RefusalReason.UnknownFormat)]
    public void Xml_ThatIsUnsafeOrBrokenOrOther_IsRefused(string xml, RefusalReason reason) => Assert.Equal(reason, Entry(xml).Refusal().Reason);

    [Theory]
    [InlineData("processing_report_interchange_1.xml", "processing report")]
    [InlineData("processing_report_interchange_3.xml", "processing report")]
    [InlineData("order_adjustment_us_iaars.xml", "OrderAdjustment")]
    [InlineData("api_429_QuotaExceeded.json", "error message")]
    [InlineData("notification_OrderChangeNotification.json", "JSON")]
    public void OtherSamples_AreNamedAndRefused(string file, string named) =>
        Assert.Contains(named, SampleEntry(file).Refusal().Message, StringComparison.Ordinal);

    [Fact]
    public void XmlRows_OnTheirLines_BadOnesAreRejected()
    {
        var xml = "<AmazonEnvelope>\n<MessageType>Returns-Report</MessageType><Message>\n<return_details>\n<item_details><merchant_sku>A</merchant_sku><return_quantity>x</return_quantity></item_details>\n"
            + "<item_details><merchant_sku>B</merchant_sku><return_quantity>2</return_quantity></item_details><order_id>9</order_id></return_details></Message></AmazonEnvelope>";
        var entry = Entry(xml);
        var read = entry.Read();

        Assert.Equal((5, "B", 2), (read.Returns.Single().Row.Line, read.Returns[0].Sku, read.Returns[0].Quantity));
        Assert.Equal((4, "return_quantity", "x"), (read.RejectedRows.Single().Line, read.RejectedRows[0].Field, read.RejectedRows[0].Found));
        var shown = PartnerFiles.RowText(entry, entry.Profile(), 5, read.Returns[0].Row.Hash);
        Assert.Contains(shown!.Cells, c => c is { Key: "merchant_sku", Value: "B" });
        Assert.Contains("<order_id>9</order_id>", shown.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void FbaReturns_Samples_AreRead()
    {
        var es = SampleEntry("fba_returns_es_aresstore.txt").Read();
        Assert.Equal((38, 38, 0), (es.FbaReturns.Count, es.FbaReturns.Sum(r => r.Quantity), es.RejectedRows.Count));
        Assert.Equal("Set de bandas elásticas", es.FbaReturns[1].ItemName);

        var us = SampleEntry("fba_returns_us_two_windows.tsv").Read().FbaReturns;
        Assert.Equal(("222", 2, "CUSTOMER_DAMAGED", "LPN2"), (us[1].OrderId, us[1].Quantity, us[1].DetailedDisposition, us[1].LicensePlate));
        Assert.Equal(Utc(2026, 10, 2, 10), us[1].ReceivedUtc);
    }

    [Fact]
    public void FbaReturns_CommentOverSeveralLines_IsTolerated_QuotedOrNot()
    {
        const string header = "return-date|order-id|sku|asin|fnsku|product-name|quantity|fulfillment-center-id|detailed-disposition|reason|status|license-plate-number|customer-comments";
        const string row = "2026-10-01|111|S1|B1|X1|7\" tablet|1|PHX3|SELLABLE|UNWANTED|Reimbursed|LPN1|";

        var bare = Entry(Tsv(header, row + "it broke\nafter a day", row)).Read();
        Assert.Equal((2, 1, 0), (bare.FbaReturns.Count, bare.IgnoredRows.Count, bare.RejectedRows.Count));
        Assert.Equal("7\" tablet", bare.FbaReturns[0].ItemName);

        var quoted = Entry(Tsv(header, row.Replace("7\" tablet", "\"7\"\" tablet\"", StringComparison.Ordinal) + "\"it broke\nafter a \"\"day\"\"\"", row.Replace("7\"", "7in", StringComparison.Ordinal)));
        Assert.True(quoted.Profile().Quoted);
        var read = quoted.Read();
        Assert.Equal((2, 0, "7\" tablet"), (read.FbaReturns.Count, read.RejectedRows.Count, read.FbaReturns[0].ItemName));
        Assert.Equal([2L, 4L], read.FbaReturns.Select(r => r.Row.Line));
        var shown = PartnerFiles.RowText(quoted, quoted.Profile(), 2)!;
        Assert.Equal("(personal data, not shown)", shown.Cells[12].Value);
        Assert.DoesNotContain("broke", shown.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Reimbursements_Sample_TakesPacificDays()
    {
        var rows = SampleEntry("fba_reimbursements_es_aresstore.txt").Read().Reimbursements;

        Assert.Equal(4, rows.Count);
        Assert.Equal(2499 + 3598 + 11997 + 4796, rows.Sum(r => r.AmountTotalMinor));
        Assert.Equal((Utc(2026, 8, 12, 7), "R500000", "EUR", 1, 0), (rows[0].ApprovedUtc, rows[0].ReimbursementId, rows[0].Currency, rows[0].QuantityCash, rows[0].QuantityInventory));
    }

    [Fact]
    public void Reimbursements_DayFirstAndComma_AreRead()
    {
        var header = "approval-date|reimbursement-id|currency-unit|amount-per-unit|amount-total|quantity-reimbursed-total|reason|sku";
        var entry = Entry(Tsv(header, "03/04/2026|R1|INR|1.234,50|1.234,50|1|Lost|S", "5/4/2026|R2|INR||x|1|Lost|S", "5/4/2026||INR||1,00|1|Lost|S"));

        Assert.Equal((DateOrder.DayFirst, NumberCulture.DecimalComma), (entry.Profile().Dates, entry.Profile().Numbers));
        var read = entry.Read();
        Assert.Equal((Utc(2026, 4, 3), 123450L), (read.Reimbursements.Single().ApprovedUtc!.Value, read.Reimbursements[0].AmountTotalMinor));
        Assert.Equal(["amount-total", "reimbursement-id"], read.RejectedRows.Select(r => r.Field));
    }

    [Fact]
    public void AllOrders_Sample_IsReadWhole()
    {
        var entry = SampleEntry("all_orders_eu_aresstore.txt");
        var read = entry.Read();

        Assert.Equal(File.ReadLines(Sample("all_orders_eu_aresstore.txt")).Count() - 1, read.Orders.Count);
        Assert.Empty(read.RejectedRows);
        Assert.Equal(("171-2000000-1000000", "Amazon.de", 6, 14994L, 2602L, "EUR"),
            (read.Orders[0].OrderId, read.Orders[0].SalesChannel, read.Orders[0].Quantity, read.Orders[0].ItemPriceMinor!.Value, read.Orders[0].ItemTaxMinor!.Value, read.Orders[0].Currency));
        var shown = PartnerFiles.RowText(entry, entry.Profile(), 2)!;
        Assert.DoesNotContain("Madrid", shown.Raw, StringComparison.Ordinal);
        Assert.Equal("(personal data, not shown)", shown.Cells.Single(c => c.Key == "ship-city").Value);
        Assert.Null(PartnerFiles.RowText(entry, entry.Profile(), 9999));
    }

    [Fact]
    public void AllOrders_PendingOrder_HidesItsPrices()
    {
        var read = Entry(Tsv("amazon-order-id|purchase-date|order-status|sku|quantity|currency|item-price|item-tax|is-buyer-requested-cancellation",
            "1|2026-08-18T09:12:44+00:00|Pending|S|1||||true", "2|2026-08-18T09:12:44+00:00|Cancelled|S|0||0.0|0|", "3|2026-08-18T09:12:44+00:00|Shipped|S|1||5.00||")).Read();

        Assert.Equal([(null, true), (null, (bool?)null)], read.Orders.Select(o => (o.ItemPriceMinor, o.BuyerRequestedCancellation)));
        Assert.Equal("item-price", Assert.Single(read.RejectedRows).Field);
    }
}
