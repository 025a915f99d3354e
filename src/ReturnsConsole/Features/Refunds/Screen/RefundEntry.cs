using System.Globalization;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Refunds.Screen;

/// <summary>One part of a refund as somebody types it.</summary>
public sealed class EntryPart(string name, string hint, Func<RefundAmounts, long> of, Func<RefundAmounts, long, RefundAmounts> with)
{
    public string Name { get; } = name;

    public string Hint { get; } = hint;

    public string Text { get; set; } = "";

    public long Of(RefundAmounts amounts) => of(amounts);

    public RefundAmounts With(RefundAmounts amounts, long minor) => with(amounts, minor);
}

/// <summary>What somebody types about one order line; the guard answers while they type. What counts is what it says when the refund is asked for.</summary>
public sealed class RefundEntry
{
    private readonly RefundFormLine line;

    public RefundEntry(RefundFormLine line)
    {
        this.line = line;
        Parts = [.. All(line.Limits.TaxOnTop).Where(p => p.Hint.Length == 0 || p.Of(line.Paid ?? default) != 0 || p.Of(line.Proposal) != 0 || p.Name is "Restocking fee" or "Goodwill")];
        foreach (var part in Parts)
            part.Text = Currencies.Format(part.Of(line.Proposal), line.Currency, CultureInfo.InvariantCulture, grouped: false);
    }

    public IReadOnlyList<EntryPart> Parts { get; }

    /// <summary>Null while something typed is no amount.</summary>
    public RefundAmounts? Amounts
    {
        get
        {
            var amounts = default(RefundAmounts);
            foreach (var part in Parts)
            {
                if (!TryRead(part, out var minor))
                    return null;
                amounts = part.With(amounts, minor);
            }
            return amounts;
        }
    }

    public GuardAnswer? Answer => Amounts is { } amounts ? RefundGuard.Decide(line.Facts, new GuardWish(amounts, line.Currency), line.Limits) : null;

    /// <summary>What is wrong with what was typed; null when nothing is.</summary>
    public string? FaultOf(EntryPart part) => TryRead(part, out _) ? null
        : $"found '{part.Text}', expected 0 or more, {(Currencies.Places(line.Currency) == 0 ? "without decimals" : $"a point and at most {Currencies.Places(line.Currency)} decimals")}";

    private bool TryRead(EntryPart part, out long minor)
    {
        minor = 0;
        return part.Text.Trim().Length == 0 || Currencies.TryParse(part.Text, line.Currency, out minor);
    }

    private static IEnumerable<EntryPart> All(bool taxOnTop)
    {
        yield return new("Item", "", a => a.Item, (a, m) => a with { Item = m });
        if (taxOnTop)
            yield return new("Tax", "", a => a.Tax, (a, m) => a with { Tax = m });
        yield return new("Shipping", "", a => a.Shipping, (a, m) => a with { Shipping = m });
        if (taxOnTop)
            yield return new("Shipping tax", "if paid", a => a.ShippingTax, (a, m) => a with { ShippingTax = m });
        yield return new("Gift wrap", "if paid", a => a.GiftWrap, (a, m) => a with { GiftWrap = m });
        if (taxOnTop)
            yield return new("Gift wrap tax", "if paid", a => a.GiftWrapTax, (a, m) => a with { GiftWrapTax = m });
        yield return new("Goodwill", "beyond what was paid", a => a.Goodwill, (a, m) => a with { Goodwill = m });
        yield return new("Restocking fee", "kept from the buyer", a => a.RestockingFee, (a, m) => a with { RestockingFee = m });
        yield return new("Promotion", "what the buyer never paid", a => a.Promotion, (a, m) => a with { Promotion = m });
    }
}
