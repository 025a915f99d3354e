namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>One effect that a partner accepted and carried out.</summary>
/// <param name="Kind">refund, cancel, creditNote, stock (an absolute quantity), restock (an increase).</param>
/// <param name="Amount">Decimal with a point, as a string; positive when money goes to the buyer or to Amazon.</param>
/// <param name="MessageKey">The sender's own key where the partner has a place for it.</param>
internal sealed record LedgerEntry(
    string Partner, string Kind, string? OrderId, string? OrderItemId, string? Sku, int? Quantity, string? Amount, string? Currency, string? MessageKey, DateTime AcceptedAt);

/// <summary>What the partners executed: the oracle that a console's own books are compared with.</summary>
internal sealed class Ledger
{
    private readonly List<LedgerEntry> _entries = [];

    public IReadOnlyList<LedgerEntry> Entries => _entries;

    public void Add(LedgerEntry entry) => _entries.Add(entry);

    /// <summary>Takes back what was added behind so many entries: the update it belonged to was refused.</summary>
    public void Forget(int behind) => _entries.RemoveRange(behind, _entries.Count - behind);

    public void Clear() => _entries.Clear();
}
