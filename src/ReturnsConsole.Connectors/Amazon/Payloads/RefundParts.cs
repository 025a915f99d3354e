using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Amazon.Payloads;

/// <summary>What of a refund the buyer sees, added up by kind, in minor units.</summary>
internal sealed class RefundParts
{
    public long Principal { get; private set; }

    public long Tax { get; private set; }

    public long Shipping { get; private set; }

    public long RestockingFee { get; private set; }

    public long Other { get; private set; }

    public long Promotion { get; private set; }

    public bool Any { get; private set; }

    /// <summary>Counts what is the buyer's; fees and taxes that Amazon withholds are not.</summary>
    public void Add(AmountRole role, long minor)
    {
        switch (role)
        {
            case AmountRole.Principal: Principal += minor; break;
            case AmountRole.Tax or AmountRole.ShippingTax or AmountRole.GiftWrapTax: Tax += minor; break;
            case AmountRole.Shipping: Shipping += minor; break;
            case AmountRole.RestockingFee: RestockingFee += minor; break;
            case AmountRole.Promotion: Promotion += minor; break;
            case AmountRole.GiftWrap or AmountRole.Goodwill or AmountRole.ReturnShipping or AmountRole.OtherBuyer: Other += minor; break;
            default: return;
        }
        Any = true;
    }
}
