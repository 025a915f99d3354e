using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Features.Sync.Inbox;

namespace ReturnsConsole.Components.Tests.Features.Sync;

public sealed class IncomingTests : Page
{
    private static readonly InboxRow Strange = new(9, "Bars", Now, 2, "It is not JSON.", true);

    [Fact]
    public void IncomingTable_WithNothingStrange_SaysThatAllIsWell() =>
        Assert.Equal("Everything that partners pushed was understood.", Render<IncomingTable>(p => p.Add(t => t.Rows, [])).Find(".empty p").TextContent);

    [Fact]
    public void IncomingTable_WhileReading_ShowsGreyRows() => Assert.NotEmpty(Render<IncomingTable>(p => p.Add(t => t.Rows, null)).FindAll(".ghost"));

    [Fact]
    public void IncomingTable_OfAReader_HasNoButtons() => Assert.Empty(Render<IncomingTable>(p => p.Add(t => t.Rows, [Strange])).FindAll("button"));

    [Fact]
    public void IncomingTable_ErasedDelivery_CanOnlyBeSetAside()
    {
        (InboxRow Row, bool Again)? asked = null;
        var table = Render<IncomingTable>(p => p.Add(t => t.Rows, [Strange with { HasBody = false }]).Add(t => t.MaySteer, true)
            .Add(t => t.Decide, EventCallback.Factory.Create<(InboxRow, bool)>(this, a => asked = a)));
        var button = Assert.Single(table.FindAll("button"));
        button.Click();
        Assert.Equal((9L, false), (asked!.Value.Row.Id, asked.Value.Again));
        Assert.Contains("erased after its time", table.Markup, StringComparison.Ordinal);
    }
}
