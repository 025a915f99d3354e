using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Tests.Files;
using static ReturnsConsole.Connectors.Tests.Files.Reading;

namespace ReturnsConsole.Connectors.Tests.Receipts;

public sealed class ReceiptsTests
{
    private const string Header = "order_id,rma_id,sku,quantity,tracking_id,received_at,grade,disposition,source,reference";

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Receipt_InAnyDelimiter_IsTheSameRow(char delimiter)
    {
        var text = $"{Header}\n302-1,R1,\"SKU\",2,T1,2026-08-12T14:05:00+02:00,b,restocked,Dock 1,E1\n".Replace(',', delimiter);

        var row = Assert.Single(Entry(text).Read().Receipts);

        Assert.Equal(new ReceiptRow(row.Row, "302-1", "R1", "SKU", 2, "T1", new DateTime(2026, 8, 12, 12, 5, 0, DateTimeKind.Utc), "B", "Restocked", "Dock 1", "E1"), row);
        Assert.Equal(Assert.Single(Entry($"{Header}\n302-1,R1,SKU,2,T1,2026-08-12T12:05:00Z,b,restocked,Dock 1,E1").Read().Receipts).Row, row.Row);
    }

    [Theory]
    [InlineData("1,,S,1,,2026-08-12T14:05:00,A,,hub,", "received_at", "local time")]
    [InlineData("1,,S,1,,12/08/2026,A,,hub,", "received_at", "ISO")]
    [InlineData(",,S,1,,2026-08-12T14:05:00Z,A,,hub,", "order_id", "at least one")]
    [InlineData("1,,S,0,,2026-08-12T14:05:00Z,A,,hub,", "quantity", "from 1")]
    [InlineData("1,,S,1.5,,2026-08-12T14:05:00Z,A,,hub,", "quantity", "whole number")]
    [InlineData("1,,S,1,,2026-08-12T14:05:00Z,E,,hub,", "grade", "A, B, C, D")]
    [InlineData("1,,S,1,,2026-08-12T14:05:00Z,A,Eaten,hub,", "disposition", "ReturnedToCustomer")]
    [InlineData("1,,S,1,,2026-08-12T14:05:00Z,A,,,", "source", "who received")]
    [InlineData("1,,S,1,,2026-08-12T14:05:00Z,A,,hub,x,more", "row", "at most 10 cells")]
    public void BadReceipt_IsRejectedWithItsReason(string row, string field, string expected)
    {
        var read = Entry($"{Header}\n{row}\n2,,S,1,,2026-08-30T14:05:00Z,,,hub,\n").Read("en-GB");

        var rejected = Assert.Single(read.RejectedRows);
        Assert.Equal((2, field), (rejected.Line, rejected.Field));
        Assert.Contains(expected, rejected.Expected, StringComparison.Ordinal);
        Assert.Equal(row, rejected.Raw);
        Assert.Equal("2", Assert.Single(read.Receipts).OrderId);
    }

    [Fact]
    public void RecordedAtAndCorrects_AreReadWhereTheyStand_AndALocalTimeIsRejected()
    {
        var header = Header + ",recorded_at,corrects";
        var read = Entry($"{header}\n1,,S,1,,2026-08-12T14:05:00Z,A,Restocked,Dock,,2026-08-13T09:00:00+02:00,row|Dock|1|0\n2,,S,1,,2026-08-12T14:05:00Z,,,Dock,E1,,\n3,,S,1,,2026-08-12T14:05:00Z,,,Dock,E1,2026-08-13T09:00:00,\n").Read("en-GB");

        Assert.Equal([((DateTime?)new DateTime(2026, 8, 13, 7, 0, 0, DateTimeKind.Utc), "row|Dock|1|0"), (null, null)], read.Receipts.Select(r => (r.RecordedUtc, r.Corrects)));
        Assert.Equal("recorded_at", Assert.Single(read.RejectedRows).Field);
    }

    [Fact]
    public void PreambleAndSpreadsheetTrackingNumber_AreSeen()
    {
        var preamble = $"Receipts of August\nprinted by, the dock\n\n{Header}\n1,,S,1,T1,2026-08-12T14:05:00Z,A,,hub,\n";
        Assert.Equal(3, Entry(preamble).Profile().PreambleLines);
        Assert.Equal(5, Assert.Single(Entry(preamble).Read().Receipts).Row.Line);

        var damaged = Entry($"{Header}\n1,,S,1,9.2E+21,2026-08-12T14:05:00Z,A,,hub,\n").Refusal();
        Assert.Equal(RefusalReason.DamagedBySpreadsheet, damaged.Reason);
        Assert.Contains("tracking_id", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void QuoteNeverClosed_IsRejected()
    {
        var read = Entry($"{Header}\n1,,S,1,,2026-08-12T14:05:00Z,A,,hub,\n2,,\"S,1,,2026-08-12T14:05:00Z,A,,hub,\n").Read();

        Assert.Single(read.Receipts);
        Assert.Contains("quotation mark", Assert.Single(read.RejectedRows).Expected, StringComparison.Ordinal);
    }
}
