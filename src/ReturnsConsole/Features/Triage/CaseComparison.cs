using System.Globalization;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>The sources side by side: Amazon's reports, the returns platform, the warehouse, the money.</summary>
internal static class CaseComparison
{
    /// <param name="inParts">A kit is held against its components: other SKUs and counts are no difference.</param>
    public static IReadOnlyList<ComparedFact> Of(CaseFactRows facts, ReconciliationSettings settings, bool inParts = false)
    {
        if (facts.Settlements.Count > 0)
            return [.. facts.Settlements.SelectMany(OfSettlement)];
        var rows = new List<ComparedFact>
        {
            new("Return", Join(facts.Returns, r => r.RmaId), Join(facts.Returns, r => r.MerchantRmaId), Join(facts.Receipts, r => r.RmaId), ""),
            Items(facts, inParts),
            Quantities(facts, inParts),
            new("Label", Join(facts.Returns, r => r.LabelType), "", "", ""),
            new("Resolution", Join(facts.Returns, r => r.Resolution), "", "", ""),
            new("Tracking", Join(facts.Returns, r => r.TrackingId), "", Join(facts.Receipts, r => r.TrackingId), ""),
            Arrival(facts),
            new("Grade", "", "", Join(facts.Receipts, r => r.Grade == ConditionGrade.None ? "" : r.Grade.ToString()), ""),
            new("Refund", Join(facts.Returns, r => r.ReportedRefund is { } minor ? new Money(minor, r.Currency).ToString() : ""), "", "", Join(facts.Refunds, r => new Money(r.BuyerTotal, r.Currency).ToString())),
            new("Paid", Join(facts.Lines, l => PaidFor(l, settings)), "", "", ""),
            new("Posted", "", "", "", Join(facts.Refunds, r => Day(r.PostedAt))),
        };
        return [.. rows.Where(r => r.Amazon.Length + r.Platform.Length + r.Warehouse.Length + r.Money.Length > 0)];
    }

    private static ComparedFact Items(CaseFactRows facts, bool inParts)
    {
        var amazon = facts.Returns.Count > 0 ? facts.Returns.Select(r => r.Sku) : facts.Lines.Select(l => l.Sku);
        var warehouse = facts.Receipts.Select(r => r.Sku).Where(s => s.Length > 0).ToHashSet(StringComparer.Ordinal);
        var differs = !inParts && warehouse.Count > 0 && facts.Returns.Count > 0 && !warehouse.IsSubsetOf(amazon);
        return new("Item", Words(amazon), "", Words(warehouse), Join(facts.Refunds, r => r.Sku), differs);
    }

    private static ComparedFact Quantities(CaseFactRows facts, bool inParts)
    {
        var asked = facts.Returns.Sum(r => r.Quantity);
        var came = facts.Receipts.Sum(r => r.Quantity);
        var silent = facts.Receipts.Count == 0 && !IsAwaited(facts);
        return new("Quantity", facts.Returns.Count == 0 ? "" : Number(asked), "", facts.Returns.Count == 0 && came == 0 || silent ? "" : came == 0 ? "0 received" : Number(came), "",
            !inParts && facts.Returns.Count > 0 && !silent && asked != came);
    }

    private static ComparedFact Arrival(CaseFactRows facts)
    {
        var missing = facts.Receipts.Count == 0 && IsAwaited(facts);
        return new("Arrival", Join(facts.Returns, r => Day(r.DeliveredAt)), "", missing ? "Not seen" : Join(facts.Receipts, r => Day(r.ReceivedAt)), "", missing);
    }

    /// <summary>The goods should come to our own dock: what goes back to Amazon's warehouses never does.</summary>
    private static bool IsAwaited(CaseFactRows facts) => facts.Returns.Count == 0 || facts.Returns.Exists(r => r.Channel != ReturnChannel.Fba);

    /// <summary>For the goods, with the tax that was charged for them: as a refund is told.</summary>
    private static string PaidFor(OrderLine line, ReconciliationSettings settings)
    {
        if (line.ItemPrice is not { } price)
            return "";
        var fact = new OrderLineFact { Marketplace = Shared.Marketplace.CodeOf(line.Marketplace), Quantity = line.Quantity, ItemPrice = price, ItemTax = line.ItemTax ?? 0, ItemPromotion = line.ItemPromotion ?? 0 };
        return new Money(Paid.Of(fact, settings).Goods, line.Currency).ToString();
    }

    private static IEnumerable<ComparedFact> OfSettlement(Settlement s)
    {
        var declared = s.DeclaredTotal is { } total ? new Money(total, s.Currency).ToString() : "";
        yield return new("Settlement", s.SettlementId, "", "", "");
        yield return new("Period", $"{Day(s.StartAt)} – {Day(s.EndAt)}", "", "", "");
        yield return new("Declared total", declared, "", "", "");
        yield return new("Sum of lines", "", "", "", new Money(s.SummedTotal, s.Currency).ToString(), s.DeclaredTotal is { } d && d != s.SummedTotal);
        yield return new("Lines", "", "", "", Number(s.LineCount));
    }

    private static string Join<T>(IEnumerable<T> facts, Func<T, string> text) => Words(facts.Select(text));

    private static string Words(IEnumerable<string> texts)
    {
        var distinct = texts.Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return distinct.Count <= 3 ? string.Join(", ", distinct) : $"{string.Join(", ", distinct.Take(3))} and {Number(distinct.Count - 3)} more";
    }

    private static string Day(DateTime? at) => at?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
