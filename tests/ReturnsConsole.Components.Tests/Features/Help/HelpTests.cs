using Bunit;
using ReturnsConsole.Features.Help;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Components.Tests.Features.Help;

public sealed class HelpTests : Page
{
    [Fact]
    public void Role_Page_HasBoxesToTick_AndLinksToItsKinds()
    {
        var page = Render<HelpRolePage>(p => p.Add(c => c.Name, "warehouse"));

        Assert.Equal(RoleChecks.Of(ReturnsConsole.Features.Access.Role.Warehouse).Daily.Count + RoleChecks.Of(ReturnsConsole.Features.Access.Role.Warehouse).Weekly.Count, page.FindAll(".checks .box").Count);
        Assert.Contains(page.FindAll(".kindlist a"), a => a.GetAttribute("href") == HelpLinks.Of(CaseKind.DarkReturn));
        Assert.DoesNotContain(page.FindAll(".kindlist a"), a => a.GetAttribute("href") == HelpLinks.Of(CaseKind.OrphanedRefund));
    }

    [Fact]
    public void Role_Unknown_SaysSo() => Assert.Contains("There is no such page", Render<HelpRolePage>(p => p.Add(c => c.Name, "pilot")).Markup, StringComparison.Ordinal);

    [Fact]
    public void Cases_Page_HasThePlaybookOfEveryKind()
    {
        var page = Render<HelpCasesPage>();

        foreach (var kind in ExceptionCatalogue.All)
        {
            var article = page.Find($"#{HelpLinks.AnchorOf(kind.Kind)}");
            Assert.Equal(kind.Playbook, article.QuerySelectorAll(".steps li").Select(li => li.TextContent));
        }
    }
}
