using System.Text;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Tests.Files;

public sealed class FlatMemoryTests
{
    [Fact]
    public void Settlement_OfManyLines_AllocatesNothingPerLine()
    {
        var small = Allocated(5_000);
        var large = Allocated(100_000);

        Assert.True(large - small < 95_000, $"{large - small} bytes more for 95,000 lines more");
    }

    private static long Allocated(int lines)
    {
        var text = new StringBuilder("settlement-id\tcurrency\ttransaction-type\torder-id\tamount-type\tamount-description\tamount\tposted-date-time\n");
        for (var i = 0; i < lines; i++)
            text.Append("77\tEUR\tRefund\t302-").Append(i).Append("\tItemPrice\tPrincipal\t-5.25\t2026-08-14 10:00:00 UTC\n");
        var entry = Reading.Entry(text.ToString());
        var sink = new Counting();
        var profile = entry.Profile();
        var before = GC.GetAllocatedBytesForCurrentThread();

        PartnerFiles.Read(entry, profile, Reading.Limits, sink, null, CancellationToken.None);

        Assert.Equal((lines, -525L * lines), (sink.Lines, sink.Sum));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Counting : IPartnerFileSink
    {
        public int Lines { get; private set; }

        public long Sum { get; private set; }

        public void SettlementBegins(SettlementHead head)
        {
        }

        public void SettlementLine(in SettlementLineRow row)
        {
            Lines++;
            Sum += row.AmountMinor;
        }

        public void Return(ReturnRow row) => throw new NotSupportedException();

        public void FbaReturn(FbaReturnRow row) => throw new NotSupportedException();

        public void Reimbursement(ReimbursementRow row) => throw new NotSupportedException();

        public void OrderLine(OrderLineRow row) => throw new NotSupportedException();

        public void Receipt(ReceiptRow row) => throw new NotSupportedException();

        public void PlatformReturn(PlatformReturnRow row) => throw new NotSupportedException();

        public void Refund(RefundRow row) => throw new NotSupportedException();

        public void ShipmentItem(ShipmentItemRow row) => throw new NotSupportedException();

        public void StockLevel(StockLevelRow row) => throw new NotSupportedException();

        public void VendorPaper(VendorPaperRow row) => throw new NotSupportedException();

        public void Unknown(RowRef row, string field, string value) => throw new NotSupportedException();

        public void Rejected(RejectedRow row) => throw new NotSupportedException();

        public void Ignored(RowRef row, string why) => throw new NotSupportedException();
    }
}
