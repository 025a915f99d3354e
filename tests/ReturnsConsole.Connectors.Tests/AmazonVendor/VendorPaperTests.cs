using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Tests.Files;

namespace ReturnsConsole.Connectors.Tests.AmazonVendor;

public sealed class VendorPaperTests
{
    [Fact]
    public void Returns_AreReadWithTheirMoney()
    {
        var entry = Reading.Entry("Return ID,VRET,Purchase Order,ASIN,EAN,Quantity,Unit Cost,Currency,Return Type,Carrier,Tracking Number,Return Date\nR1,V1,2JK3S9VC,B07DFVDRAB,4006381333931,3,12.50,EUR,Overstock,UPS,1Z,2026-05-01\n");
        Assert.Equal(FileFormat.VendorReturns, entry.Profile().Format);
        var paper = Assert.Single(entry.Read().VendorPapers);
        Assert.Equal(("return", "R1", "V1", "2JK3S9VC", "B07DFVDRAB", 3, 1250L, "EUR", "Overstock"), (paper.Paper, paper.Number, paper.ReturnsReference, paper.PurchaseOrder, paper.Asin, paper.Quantity, paper.UnitCostMinor, paper.Currency, paper.Type));
        Assert.Equal("2JK3S9VC|B07DFVDRAB", paper.LineId);
    }

    [Theory]
    [InlineData("payment number,invoice number,amount paid,currency,payment date\nP1,I1,10.00,EUR,2026-05-01\n", FileFormat.VendorRemittances, "remittance")]
    [InlineData("Debit Memo Number,PO Number,Amount,Currency Code,Reason\nD1,2JK3S9VC,-4.99,EUR,shortage\n", FileFormat.VendorDebitNotes, "debit-note")]
    [InlineData("dispute_id,return_id,invoice_number,dispute_status,disputed_amount,currency\nX1,R1,I1,Open,1.00,EUR\n", FileFormat.VendorDisputes, "dispute")]
    public void Paper_IsKnownByItsNumber(string file, FileFormat format, string paper)
    {
        var entry = Reading.Entry(file);
        Assert.Equal(format, entry.Profile().Format);
        Assert.Equal(paper, Assert.Single(entry.Read().VendorPapers).Paper);
    }

    [Fact]
    public void EqualLines_OfOneReturn_AreToldApart()
    {
        var read = Reading.Entry("Return ID,ASIN,Quantity,Currency\nR1,B0,1,EUR\nR1,B0,1,EUR\nR2,B0,1,EUR\n").Read();
        Assert.Equal(["B0", "B0#2", "B0"], read.VendorPapers.Select(p => p.LineId));
    }

    [Fact]
    public void Line_WithAnAmountWithoutCurrency_IsRejected()
    {
        var read = Reading.Entry("Debit Note Number,Invoice Number,Amount,Currency\nD1,I1,1.00,\nD2,I1,1.00,EUR\n").Read();
        Assert.Equal(2, Assert.Single(read.RejectedRows).Line);
        Assert.Equal("D2", Assert.Single(read.VendorPapers).Number);
    }
}
