using System.Globalization;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Vendor;

internal sealed record PurchaseOrderLine(int Sequence, Article Article, int Quantity, long NetCost);

internal sealed class PurchaseOrder
{
    public required string Number { get; init; }

    public required DateTime Placed { get; init; }

    public required IReadOnlyList<PurchaseOrderLine> Lines { get; init; }

    public string State { get; set; } = "New";

    public DateTime Changed { get; set; }
}

/// <summary>What came of something a vendor submitted: Processing for a while, then Success or Failure.</summary>
internal sealed class VendorTransaction
{
    public required string Id { get; init; }

    public string Status { get; set; } = "Processing";

    public string? Fault { get; set; }
}

/// <summary>Vendor Central's side of the world.</summary>
internal sealed class VendorWorld(SandboxWorld world)
{
    public const string PartyId = "SANDBOXVENDOR";
    private const string BuyerId = "SANDBOXBUYER";
    private static readonly TimeSpan Validation = TimeSpan.FromMinutes(5);
    private int _number = 1000;

    public TimeLine<PurchaseOrder> Orders { get; } = new();

    public Dictionary<string, PurchaseOrder> OrdersByNumber { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, VendorTransaction> Transactions { get; } = new(StringComparer.Ordinal);

    /// <summary>Direct Fulfilment quantities by warehouse and product.</summary>
    public Dictionary<(string Warehouse, string Product), int> Stock { get; } = [];

    public static string Buyer => BuyerId;

    public PurchaseOrder PlaceOrder(SeededRandom random)
    {
        var order = new PurchaseOrder
        {
            Number = $"{random.Token(5)}{(_number++).ToString(CultureInfo.InvariantCulture)}",
            Placed = world.Now,
            Changed = world.Now,
            Lines = [.. Enumerable.Range(1, random.Between(1, 4)).Select(sequence =>
            {
                var article = random.Pick(Article.All);
                return new PurchaseOrderLine(sequence, article, random.Between(5, 60), article.Price * 55 / 100);
            })],
        };
        Orders.Add(order.Placed, order);
        OrdersByNumber.Add(order.Number, order);
        world.After(TimeSpan.FromDays(2), () => Move(order, "Acknowledged"));
        world.After(TimeSpan.FromDays(9), () => Move(order, "Closed"));
        return order;
    }

    /// <param name="fault">Why validation will refuse it; null when it will not.</param>
    /// <param name="effect">What happens when it is valid.</param>
    public VendorTransaction Submit(string? fault, Action effect)
    {
        var transaction = new VendorTransaction { Id = $"{world.Now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}-{Guid.NewGuid()}" };
        Transactions.Add(transaction.Id, transaction);
        world.After(Validation, () =>
        {
            transaction.Status = fault is null ? "Success" : "Failure";
            transaction.Fault = fault;
            if (fault is null)
                effect();
        });
        return transaction;
    }

    private void Move(PurchaseOrder order, string state)
    {
        order.State = state;
        order.Changed = world.Now;
    }
}
