using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Features.Settings.Screen;

namespace ReturnsConsole.Components.Tests.Features.Settings;

public sealed class SettingPartsTests : Page
{
    private static readonly SettingRow Fee = new(SettingCatalogue.RestockingFeePercent, new(0, "All accounts", "0", 0, "", null),
        [new(1, "Amazon EU", "20", 3, "Ada Admin", Now.AddDays(-2)), new(2, "Amazon US", "0", 0, "", null)]);

    private static readonly SettingRow Threshold = new(SettingCatalogue.ApprovalThreshold, new(0, "All accounts", "EUR 250.00", 2, "Ada Admin", Now.AddHours(-1)), []);

    private IRenderedComponent<SettingGroup> Render(bool mayChange, bool mayChangeAll, Action<SettingCell>? change = null) => Render<SettingGroup>(p => p
        .AddCascadingValue(Fiona).Add(g => g.Title, "Refunds").Add(g => g.Rows, [Fee, Threshold]).Add(g => g.MayChange, mayChange).Add(g => g.MayChangeAll, mayChangeAll)
        .Add(g => g.Change, EventCallback.Factory.Create<(SettingRow, SettingCell Cell)>(this, c => change?.Invoke(c.Cell))));

    [Fact]
    public void Group_SaysWhatHoldsWhoDecidedAndWhatTheDefaultIs()
    {
        var group = Render(true, true);
        Assert.Equal(["0 %", "250.00 EUR, other currencies 0"], group.FindAll(".value").Select(v => v.TextContent));
        Assert.Contains("The default", group.FindAll(".now")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Ada Admin, 20 Nov 14:02. Default: 100.00 EUR, 100.00 GBP, 100.00 USD, other currencies 0", group.FindAll(".now")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Amazon EU: 20 %", group.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains("Amazon US: as all accounts", group.FindAll("li")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Group_ForReading_HasNoButton() => Assert.Empty(Render(false, false).FindAll("button"));

    [Fact]
    public void Group_ForSomebodyWithSomeCompanies_OffersOnlyTheirAccounts()
    {
        SettingCell? chosen = null;
        var group = Render(true, false, c => chosen = c);
        Assert.Equal(["Change Restocking fee of Amazon EU", "Change Restocking fee of Amazon US"], group.FindAll("button").Select(b => b.GetAttribute("aria-label")));
        group.FindAll("button")[1].Click();
        Assert.Equal(2, chosen!.AccountId);
    }

    [Fact]
    public void Editor_OfAmounts_GivesThemAsOneText()
    {
        var value = "";
        var editor = Render<SettingEditor>(p => p.Add(e => e.Setting, SettingCatalogue.ApprovalThreshold).Add(e => e.Value, "EUR 250.00").Add(e => e.ValueChanged, v => value = v));
        editor.Find("button.btn:not(.quiet)").Click();
        editor.FindAll("tbody input")[2].Input("sek");
        editor.FindAll("tbody input")[3].Input("1000");
        Assert.Equal("EUR 250.00; SEK 1000", value);
        editor.Find("button.quiet").Click();
        Assert.Equal("SEK 1000", value);
    }

    [Fact]
    public void Editor_OfAChoice_TellsEachInWords()
    {
        var value = "";
        var editor = Render<SettingEditor>(p => p.Add(e => e.Setting, SettingCatalogue.Trigger).Add(e => e.Value, "None").Add(e => e.ValueChanged, v => value = v));
        Assert.Equal(["only by hand", "on the first carrier scan", "on receipt", "on accepted grading"], editor.FindAll("label").Select(l => l.TextContent));
        editor.FindAll("input")[3].Change(true);
        Assert.Equal("Graded", value);
    }
}
