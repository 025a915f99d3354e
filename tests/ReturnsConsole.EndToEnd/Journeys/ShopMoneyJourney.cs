using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReturnsConsole.EndToEnd.Support;
using Xunit;

namespace ReturnsConsole.EndToEnd.Journeys;

/// <summary>Finance: a shop order's refund from the request to its proof, with the order changing meanwhile; a vendor return from Amazon's paper to the credit.</summary>
public sealed class ShopMoneyJourney(ShopFixture house) : IClassFixture<ShopFixture>
{
    /// <summary>Proof is looked for once a minute.</summary>
    private static LocatorAssertionsToContainTextOptions VeryPatient { get; } = new() { Timeout = 200_000 };

    [Fact]
    public async Task Refund_OfAShopOrderThatChanges_IsPricedAnewAndProven()
    {
        await using var root = await house.SignedInAsync();
        await using var fiona = await house.FionaAsync(dark: true, width: 820);
        var (wide, narrow) = (new Look(root, "1440-light"), new Look(fiona, "820-dark"));
        await root.Page.GotoAsync($"/lookup?q={house.Order}");
        await root.Page.Link("Request refund…").ClickAsync();
        await wide.AtAsync("shop-request", root.Page.Region("Payments of the order"));
        await root.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Ask for") }).ClickAsync();
        await root.Page.WaitForURLAsync(new Regex(@"/refunds/\d+$"));
        var address = new Uri(root.Page.Url).PathAndQuery;
        await house.ChangeOrderAsync(3_00);

        await fiona.Page.GotoAsync("/refunds?show=to-approve");
        if (await fiona.Page.Table("Refunds and cancellations").Link(house.Order).CountAsync() > 0)
        {
            await fiona.Page.GotoAsync(address);
            await fiona.Page.Button("Approve").ClickAsync();
        }
        else
        {
            await fiona.Page.GotoAsync("/refunds");
            await ProcessAsync(fiona);
            await fiona.Page.GotoAsync(address);
        }

        await narrow.AtAsync("shop-changed", fiona.Page.Region("The order changed"));
        await Assertions.Expect(root.Page.Region("The order changed")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await wide.AtAsync("shop-changed", root.Page.Button("Price it anew"));
        await root.Page.Button("Price it anew").ClickAsync();
        await Assertions.Expect(root.Page.Region("The order changed")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        var anew = new Uri(root.Page.Url).PathAndQuery;

        await fiona.Page.GotoAsync(anew);
        if (await fiona.Page.Button("Approve").CountAsync() > 0)
            await fiona.Page.Button("Approve").ClickAsync();
        await fiona.Page.GotoAsync("/refunds");
        await ProcessAsync(fiona);
        await Assertions.Expect(root.Page.Region("Where it stands")).ToContainTextAsync("The payment service has not confirmed", VeryPatient);
        await house.PassAsync("PT30M");
        await Assertions.Expect(root.Page.Region("Where it stands")).ToContainTextAsync("Proven by the payment's transaction", VeryPatient);
        await wide.AtAsync("shop-proven", root.Page.Region("Payments of the order"));
        wide.AssertGood();
        narrow.AssertGood();
    }

    [Fact]
    public async Task VendorReturn_ReceivedAndGraded_IsSubmittedAndCredited()
    {
        await house.ImportAsync("returns.csv", "return id,returns reference,invoice number,vendor sku,quantity,unit cost,currency,return type,status,return date,purchase order\r\nRET-1,VRET100,INV-9,JK-NVY-L,3,20.00,EUR,Overstock,Shipped,2026-11-10,PO77\r\n"
            + "RET-2,VRET200,INV-9,BT-SPK-02,2,10.50,EUR,Damaged,Shipped,2026-11-11,PO77\r\n");
        await house.ImportAsync("receipts.csv", "order_id,rma_id,sku,quantity,tracking_id,received_at,grade,disposition,source,reference\r\n,VRET100,JK-NVY-L,2,,2026-11-14T10:00:00Z,A,Restocked,Dock,D-1\r\n");
        await using var root = await house.SignedInAsync();
        await using var fiona = await house.FionaAsync(dark: true, width: 820);
        var (wide, narrow) = (new Look(root, "1440-light"), new Look(fiona, "820-dark"));
        await root.Page.GotoAsync("/vendor-returns");
        await wide.AtAsync("vendor-list", root.Page.Table("Vendor returns").Link("VRET100"));
        await fiona.Page.GotoAsync("/vendor-returns?show=differing");
        await narrow.AtAsync("vendor-list", fiona.Page.Table("Vendor returns").Link("VRET100"));
        await fiona.Page.Table("Vendor returns").Link("VRET100").ClickAsync();
        await fiona.Page.GetByLabel("Remit-to party").FillAsync("SANDBOXVENDOR");
        await narrow.AtAsync("vendor-submit", fiona.Page.Button("Submit credit note"));
        await fiona.Page.Button("Submit credit note").ClickAsync();
        await Assertions.Expect(fiona.Page.Region("Credit note")).ToContainTextAsync("CN");

        await house.PassAsync("PT10M");
        await root.Page.GotoAsync("/vendor-returns");
        await root.Page.Table("Vendor returns").Link("VRET100").ClickAsync();
        await Assertions.Expect(root.Page.Region("Credit note")).ToContainTextAsync("40.00");
        var number = Regex.Match(await root.Page.Region("Credit note").InnerTextAsync(), @"CN\S+-1").Value;
        await house.ImportAsync("remittance.csv", $"payment number,invoice number,amount paid,currency,payment date\r\nPAY-5,{number},-40.00,EUR,2026-11-19\r\n");
        await root.Page.ReloadAsync();
        await Assertions.Expect(root.Page.Region("Where it stands")).ToContainTextAsync("Credited");
        await wide.AtAsync("vendor-credited", root.Page.Region("Where it stands"));
        var file = await root.Page.RunAndWaitForDownloadAsync(async () =>
        {
            await root.Page.GotoAsync("/vendor-returns");
            await root.Page.Link("CSV").ClickAsync();
        });
        Assert.Contains("VRET100", await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        wide.AssertGood();
        narrow.AssertGood();
    }

    private async Task ProcessAsync(ConsolePage person)
    {
        await person.Page.GetByLabel($"Select {house.Order}").CheckAsync();
        await person.Page.Button("Process as one document…").ClickAsync();
        await person.Page.OpenDialog().Button("Process as one document").ClickAsync();
        await Assertions.Expect(person.Page.OpenDialog().Button("Process as one document")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
    }
}
