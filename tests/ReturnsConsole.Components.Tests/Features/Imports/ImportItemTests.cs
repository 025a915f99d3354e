using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Features.Imports;

namespace ReturnsConsole.Components.Tests.Features.Imports;

public sealed class ImportItemTests : Page
{
    private static readonly ImportRow Done = new(5, "settlement.txt", "Amazon EU", 2_048, Now, "Fiona Nolan", ImportStatus.Done, FileFormat.AmazonSettlementV2, "24 columns", FileEncoding.Utf8,
        NumberCulture.DecimalComma, DateOrder.DayFirst, null, null, null, 1_200, 1_100, 90, 10, Now, "ab", "decimal comma: 1.141,18 on line 2", null);

    [Fact]
    public void ImportItem_WithRejectedRows_OffersTheirDownload()
    {
        var item = Render<ImportItem>(p => p.Add(i => i.Row, Done));
        Assert.Contains("1,100 accepted", item.Find(".file-counts").TextContent, StringComparison.Ordinal);
        Assert.Contains(item.FindAll("a"), a => a.GetAttribute("href") == "/imports/5/rejected");
        Assert.Contains("1.234,56", item.Find(".file-what").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void ImportItem_NeedsAnAnswer_OffersTheChoicesAsButtons()
    {
        string? answered = null;
        var row = Done with { Status = ImportStatus.NeedsAnswer, Question = "How are the numbers of this file written?", Answers = "en-US,de-DE" };
        var item = Render<ImportItem>(p => p.Add(i => i.Row, row).Add(i => i.MayImport, true).Add(i => i.Answer, EventCallback.Factory.Create<string>(this, a => answered = a)));
        var choices = item.FindAll(".note button");
        Assert.Equal(2, choices.Count);
        Assert.StartsWith("1.234,56", choices[1].TextContent, StringComparison.Ordinal);
        choices[1].Click();
        Assert.Equal("de-DE", answered);
    }

    [Fact]
    public void ImportItem_ReaderWithoutTheRight_HasNoButtons()
    {
        var row = Done with { Status = ImportStatus.NeedsAnswer, Question = "How?", Answers = "en-US,de-DE" };
        Assert.Empty(Render<ImportItem>(p => p.Add(i => i.Row, row)).FindAll("button"));
    }

    [Fact]
    public void ImportItem_Running_ShowsRowsSpeedAndTimeLeft()
    {
        var state = new ImportState(5, ImportPhase.Reading, 250_000, 1_000_000, 125_000, TimeSpan.FromSeconds(6));
        var item = Render<ImportItem>(p => p.Add(i => i.Row, Done with { Status = ImportStatus.Reading }).Add(i => i.State, state).Add(i => i.MayImport, true));
        Assert.Equal("Reading: 250,000 rows, 125,000 rows/s, a few seconds left", item.Find(".file-run span").TextContent);
        Assert.Equal("250000", item.Find("progress").GetAttribute("value"));
        Assert.Equal("Cancel", item.Find("button").TextContent);
    }

    [Fact]
    public void ImportItem_Refused_ShowsWhatToDo()
    {
        var item = Render<ImportItem>(p => p.Add(i => i.Row, Done with { Status = ImportStatus.Refused, Message = "This is a PDF. Download the report itself." }));
        Assert.Equal("This is a PDF. Download the report itself.", item.Find(".note.warn p").TextContent);
    }

    [Fact]
    public void ImportItem_KnownAlready_LinksToTheEarlierImport()
    {
        var item = Render<ImportItem>(p => p.Add(i => i.Row, Done with { Status = ImportStatus.AlreadyImported, Accepted = 0, Duplicates = 1_200, Rejected = 0, Message = "Nothing to do.", SameAs = 3 }));
        Assert.Contains(item.FindAll("a"), a => a.GetAttribute("href") == "imports/3");
        Assert.Contains("1,200 known already", item.Find(".file-counts").TextContent, StringComparison.Ordinal);
    }
}
