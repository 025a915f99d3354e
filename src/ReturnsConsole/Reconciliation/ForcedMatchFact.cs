namespace ReturnsConsole.Reconciliation;

/// <summary>A person's decision that a refund (or goods) belongs to a return (or goods): rule 8. Outlives the facts' ids: named by their own identities.</summary>
/// <param name="RefundKey"><see cref="RefundFact.Key"/>, or "receipt:" and a receipt's natural key.</param>
/// <param name="ReturnKey">Natural key of the return item, or "receipt:" and that of a receipt.</param>
public sealed record ForcedMatchFact(string RefundKey, string ReturnKey);
