using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Commercetools;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Control;

/// <summary>What the shop's own people do with an order behind everybody's back.</summary>
internal sealed class ShopHandles(SandboxWorld world)
{
    /// <summary>{order, discount?, refundsFail?, refund?, returned?}: amounts in minor units. returned registers that many pieces of the first line as Returned, with the key of that name.</summary>
    public Answer Change(JsonElement body)
    {
        var number = body.Text("order");
        return world.Do(() =>
        {
            var order = world.Shop.Orders.All.FirstOrDefault(one => one.Number == number) ?? throw new BadCallException($"The shop has no order '{number}'.");
            var payment = world.Shop.Payments.Find(order.PaymentId)!;
            if (body.TryGetProperty("discount", out _))
                order = order with { Discount = body.Whole("discount") };
            if (body.TextOrNull("returned") is { } key)
                order = order with { Returns = order.Returns.Add(new ShopReturnInfo(null, world.Now, [new ShopReturnItem(Guid.NewGuid().ToString(), key, 1, order.Lines[0].Id, null, "Returned", "Initial", world.Now, world.Now)])) };
            if (body.FlagOrNull("refundsFail") is { } fail)
                payment = payment with { RefundsFail = fail };
            if (body.TryGetProperty("refund", out _))
                payment = payment with { Transactions = payment.Transactions.Add(new ShopTransaction(Guid.NewGuid().ToString(), world.Now, "Refund", body.Whole("refund"), "Success", null)) };
            world.Shop.Orders.Replace(order with { Version = order.Version + 1, Modified = world.Now });
            world.Shop.Payments.Replace(payment with { Version = payment.Version + 1, Modified = world.Now });
            return Answer.Ok(ShopViews.Show(world.Shop.Orders.Find(order.Id)!));
        });
    }
}
