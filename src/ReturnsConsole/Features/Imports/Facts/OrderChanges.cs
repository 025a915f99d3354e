using ReturnsConsole.Data;
using ReturnsConsole.Features.Triage;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>Notes which orders have new facts, for the rules. Neighbouring repeats are left out; others are harmless.</summary>
internal sealed class OrderChanges(ConsoleContext db) : IDisposable
{
    private readonly BulkTable table = BulkTable.Open(db, typeof(OrderChange), nameof(OrderChange.OrderKey));
    private long last;
    private bool any;

    public void Add(long orderKey)
    {
        if (any && orderKey == last)
            return;
        (last, any) = (orderKey, true);
        table.Set(0, orderKey);
        table.Add();
    }

    public void Flush() => table.Flush();

    public void Dispose() => table.Dispose();
}
