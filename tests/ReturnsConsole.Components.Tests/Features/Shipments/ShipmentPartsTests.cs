using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Features.Returns;
using ReturnsConsole.Features.Shipments;
using ReturnsConsole.Features.Shipments.Screen;
using ReturnsConsole.Features.Shipments.Transit;
using ReturnsConsole.Features.Shipments.Unloading;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Components.Tests.Features.Shipments;

public sealed class ShipmentPartsTests : Page
{
    private static readonly ShipmentRow Row = new(4, 1, "Amazon US", ReturnChannel.HappyReturns, "PO-1", "UPS", "1Z1", 2, 14, Now.AddDays(-9), Now.AddDays(-2), ShipmentState.Underway, new ManifestCount(120, 0, 0), null, "");

    [Theory]
    [InlineData(UnloadResult.Unloaded, "", "good", "BOOT unloaded", "Order 302-1")]
    [InlineData(UnloadResult.Unloaded, "PO-8", "warn", "BOOT came before, with PO-8", "look which of the two is right")]
    [InlineData(UnloadResult.Already, "", "still", "BOOT is here already", "Scanned by Piet Vos at")]
    [InlineData(UnloadResult.OtherShipment, "PO-8", "warn", "BOOT belongs to shipment PO-8", "arrived there")]
    [InlineData(UnloadResult.NotOnManifest, "", "warn", "BOOT is not on this manifest", "too many")]
    [InlineData(UnloadResult.Unknown, "", "critical", "Nobody knows X-1", "Take it back")]
    [InlineData(UnloadResult.Refused, "", "critical", "Not counted", "paused by Piet")]
    public void Answer_SaysInShapeAndWords_WhatBecameOfTheScan(UnloadResult result, string elsewhere, string tone, string words, string under)
    {
        var answer = new UnloadAnswer(result, "X-1", "BOOT", new(10, 4, 0)) { Elsewhere = elsewhere, By = "Piet Vos", At = Now, OrderId = "302-1", Refusal = "Unloading is paused by Piet." };
        var card = Render<UnloadAnswerCard>(p => p.Add(c => c.Answer, answer));

        Assert.Contains(tone, card.Find("article").ClassName, StringComparison.Ordinal);
        Assert.Equal(words, card.Find("h2").TextContent);
        Assert.Contains(under, card.Find("small").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(card.FindAll("header svg"));
    }

    [Fact]
    public void Answer_OfSeveralItems_LetsOneOrAllBeChosen_UnlessThereAreTooMany()
    {
        IReadOnlyList<long> chosen = [];
        var answer = new UnloadAnswer(UnloadResult.Choose, "BAG-1", "", default) { Choices = [new(7, "I7", "BOOT", "BAG-1", "", 1), new(8, "I8", "SOCK", "BAG-1", "302-1", 2)] };
        var card = Render<UnloadAnswerCard>(p => p.Add(c => c.Answer, answer).Add(c => c.Choose, EventCallback.Factory.Create<IReadOnlyList<long>>(this, ids => chosen = ids)));

        card.FindAll("button.tile")[1].Click();
        Assert.Equal([8], chosen);
        card.Find("[data-main]").Click();
        Assert.Equal([7, 8], chosen);
        card.Render(p => p.Add(c => c.Answer, answer with { MoreChoices = true }));
        Assert.Empty(card.FindAll("button"));
    }

    [Fact]
    public void Answer_OffersToTakeBack_OnlyWhatWasRecorded()
    {
        Guid? undone = null;
        var scan = Guid.NewGuid();
        var answer = new UnloadAnswer(UnloadResult.Unloaded, "X", "BOOT", new(1, 1, 0)) { ScanId = scan };
        var card = Render<UnloadAnswerCard>(p => p.Add(c => c.Answer, answer).Add(c => c.MayUndo, true).Add(c => c.Undo, EventCallback.Factory.Create<Guid>(this, id => undone = id)));

        card.Find("button").Click();
        Assert.Equal(scan, undone);
        card.Render(p => p.Add(c => c.Answer, answer with { ScanId = null }));
        Assert.Empty(card.FindAll("button"));
    }

    [Fact]
    public void Count_MarksADifference_OnlyOnceItIsClosed()
    {
        var strip = Render<CountStrip>(p => p.Add(c => c.Count, new ManifestCount(1_200, 1_100, 3)));
        Assert.Equal(["1,200", "1,100", "100", "3"], strip.FindAll("dd").Select(d => d.TextContent.Trim()));
        strip.Render(p => p.Add(c => c.Closed, true).Add(c => c.OtherWay, 40));
        Assert.Contains("≠ 100", strip.FindAll("dd")[2].TextContent, StringComparison.Ordinal);
        Assert.Contains("40 of them came another way", strip.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_ShowsLoading_ThenLateOnes_WithTheEstimateSaidAsThat()
    {
        var table = Render<ShipmentTable>(p => p.Add(t => t.Rows, null));
        Assert.NotEmpty(table.FindAll(".ghost"));

        table.Render(p => p.Add(t => t.Rows, [Row, Row with { Id = 5, State = ShipmentState.Closed, Count = new(120, 118, 1), ExpectedAt = null }]));
        var rows = table.FindAll("tbody tr");
        Assert.Contains("estimate", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("late", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("shipments/4", rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(["≠ 2", "≠ 1"], rows[1].QuerySelectorAll("b.ne").Select(b => b.TextContent));
    }

    [Theory]
    [InlineData(ManifestShow.Missing, "every item of the manifest is unloaded")]
    [InlineData(ManifestShow.Surplus, "Nothing too many")]
    [InlineData(ManifestShow.Unloaded, "Nothing was scanned yet")]
    [InlineData(ManifestShow.All, "no items yet")]
    public void Manifest_WithoutLines_SaysWhy(ManifestShow show, string words)
    {
        var table = Render<ManifestTable>(p => p.Add(t => t.Detail, Detail()).Add(t => t.Show, show));
        Assert.Contains(words, table.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Single(table.FindAll("[aria-current=page]"));
    }

    [Fact]
    public void Manifest_SaysOfEachItemWhoUnloadedIt()
    {
        var table = Render<ManifestTable>(p => p.Add(t => t.Detail, Detail(
            new ManifestLine(1, "I1", "BOOT", "302-1", "BAG1", "P1", "B1", 1, UnloadKind.Expected, "", Now, "Piet Vos"), new ManifestLine(2, "I2", "", "", "", "", "", 3, null, "", null, ""))).Add(t => t.Show, ManifestShow.All));
        var rows = table.FindAll("tbody tr");
        Assert.Contains("Piet Vos", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Not unloaded", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("– × 3", rows[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Lanes_LinkEachFigureToItsCases()
    {
        var lanes = Render<LaneTable>(p => p.Add(l => l.Lanes, [new TransitLane(1, "Amazon DE", "DPD from Rebound", "DE", 2, [new Money(3_990, "EUR")], 1, Now.AddDays(-30), [new LaneCase(11, "302-1 BOOT", 3_990, "EUR", Now), new LaneCase(12, "302-2 SOCK", 0, "", Now)])]));
        Assert.Contains("39.90 EUR", lanes.Markup.Replace("<span class=\"cur\">", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("1 case without known value", lanes.Markup, StringComparison.Ordinal);
        Assert.Equal("cases?kind=lost-in-transit&account=1&market=DE", lanes.Find("td.num a").GetAttribute("href"));
        Assert.Equal(2, lanes.FindAll(".lane-cases a").Count);

        lanes.Render(p => p.Add(l => l.Lanes, []));
        Assert.Contains("Nothing is overdue", lanes.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    private static ShipmentDetail Detail(params IReadOnlyList<ManifestLine> lines) => new(Row, 1, "", lines, null, [], [], 0);
}
