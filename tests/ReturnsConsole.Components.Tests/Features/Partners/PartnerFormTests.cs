using Bunit;
using Microsoft.AspNetCore.Components;
using ReturnsConsole.Connectors.Wire;
using ReturnsConsole.Features.Partners;

namespace ReturnsConsole.Components.Tests.Features.Partners;

public sealed class PartnerFormTests : Page
{
    private static readonly PartnerRow Row = new(4, 2, PartnerKind.Rebound, "Rebound", "Rebound UK", 1, "Amazon EU", "https://intelligentreturns.net/api", "",
        new Dictionary<string, string> { ["Login"] = "profile" }, true, Now, false, false, "", null, "/api/v1/webhooks/rebound/Rebound%20UK");

    [Fact]
    public void Form_OfAKeptPartner_ShowsNoCredentialAndSaysThatItIsKept()
    {
        var card = Render(PartnerForm.Of(new PartnerDetail(Row, new HashSet<string> { "ApiKey", "WebhookSecret" }, null)));
        var key = card.Find("#p-ApiKey");
        Assert.Equal(("password", "", "kept; type to replace"), (key.GetAttribute("type"), key.GetAttribute("value"), key.GetAttribute("placeholder")));
        Assert.Equal("profile", card.Find("#p-Login").GetAttribute("value"));
        Assert.True(card.Find("#p-Name").HasAttribute("disabled"));
    }

    [Fact]
    public void Draft_WithNothingTyped_CarriesNoCredentialAndForgetsNone()
    {
        var draft = PartnerForm.Of(new PartnerDetail(Row, new HashSet<string> { "ApiKey" }, null)).ToDraft();
        Assert.Empty(draft.Secrets);
        Assert.Empty(draft.Forgotten);
        Assert.Equal((4, 2), (draft.Id, draft.Version));
    }

    [Fact]
    public void KeptOptionalCredential_CanBeRemoved_ARequiredOneOnlyReplaced()
    {
        var form = PartnerForm.Of(new PartnerDetail(Row, new HashSet<string> { "ApiKey", "WebhookSecretPrevious" }, null));
        var card = Render(form);
        Assert.Single(card.FindAll("input[type=checkbox]")).Change(true);
        Assert.Equal(["WebhookSecretPrevious"], form.ToDraft().Forgotten);
        Assert.True(card.Find("#p-WebhookSecretPrevious").HasAttribute("disabled"));
    }

    [Fact]
    public void Faults_StandBesideTheirEntries_AllAtOnce()
    {
        var card = Render(PartnerForm.New(PartnerKind.AmazonSeller, 1), faults: [new("Name", "is missing: give a name."), new("ClientSecret", "is missing: beside the client id."), new("", "Amazon: the region 'xx' is not known.")]);
        Assert.Equal("true", card.Find("#p-ClientSecret").GetAttribute("aria-invalid"));
        Assert.Equal("LWA client secret is missing: beside the client id.", card.Find("#p-ClientSecret-help").TextContent);
        Assert.Equal("Name is missing: give a name.", card.Find("#p-Name-help").TextContent);
        Assert.Null(card.Find("#p-ClientId").GetAttribute("aria-invalid"));
        Assert.Contains("3 entries are to be mended", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains("the region 'xx' is not known", card.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Generation_Changed_AsksForItsOwnEntriesOnly()
    {
        var form = PartnerForm.New(PartnerKind.Rebound, 1);
        var card = Render(form);
        Assert.NotEmpty(card.FindAll("#p-Login"));
        Assert.Empty(card.FindAll("#p-ClientId"));
        Assert.Empty(card.FindAll("#p-TokenUrl"));
        form.Options["Login"] = "left over";
        card.Find("#p-Generation").Change("headless");
        card.Render();
        Assert.Empty(card.FindAll("#p-Login"));
        Assert.NotEmpty(card.FindAll("#p-ClientId"));
        Assert.NotEmpty(card.FindAll("#p-TokenUrl"));
        Assert.False(form.ToDraft().Options.ContainsKey("Login"));
    }

    [Fact]
    public void PartnerOfTheConfiguration_CanBeTestedButNotSaved()
    {
        var tested = 0;
        var card = Render(PartnerForm.Of(new PartnerDetail(Row with { FromConfiguration = true }, new HashSet<string> { "ApiKey" }, null)), readOnly: true, test: () => tested++);
        Assert.Equal("in the configuration file", card.Find("#p-ApiKey").GetAttribute("placeholder"));
        Assert.Empty(card.FindAll("button[type=submit]"));
        card.Find(".foot button").Click();
        Assert.Equal(1, tested);
    }

    [Theory]
    [InlineData(true, "The connection works.")]
    [InlineData(false, "The connection does not work yet.")]
    public void ConnectionResult_SaysWhatWasCalledWhatItSaidAndHowLongItTook(bool works, string words)
    {
        var result = Render<ConnectionResult>(p => p.Add(r => r.Answer, new ConnectionAnswer(works, "GET https://partner.example/orders", "It said so.", works ? "" : "Check the key.", "req-1")).Add(r => r.Took, TimeSpan.FromSeconds(.42)));
        Assert.Equal(words, result.Find(".strong").TextContent);
        var rows = result.FindAll("dt").Select(d => d.TextContent).ToList();
        Assert.Equal(works ? ["Called", "Answer", "Request id", "Took"] : ["Called", "Answer", "What to do", "Request id", "Took"], rows);
        Assert.Contains("0.4 s", result.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void KindChoice_TellsOfEachKindWhatToHaveAtHand()
    {
        var choice = Render<KindChoice>();
        Assert.Equal(PartnerConnectors.Kinds.Count, choice.FindAll(".kinds > li").Count);
        Assert.All(choice.FindAll(".kinds > li"), kind => Assert.NotEmpty(kind.QuerySelectorAll("li")));
        Assert.Contains(choice.FindAll("a"), a => a.GetAttribute("href") == "partners/new?kind=amazonvendor");
    }

    [Fact]
    public void PartnerTable_WithoutPartners_SaysWhatToDo() => Assert.Equal("partners/new", Render<PartnerTable>(p => p.Add(t => t.Rows, [])).Find(".empty a").GetAttribute("href"));

    [Fact]
    public void PartnerTable_WhileReading_ShowsGreyRows() => Assert.NotEmpty(Render<PartnerTable>(p => p.Add(t => t.Rows, null)).FindAll(".ghost"));

    private IRenderedComponent<PartnerFormCard> Render(PartnerForm form, IReadOnlyList<FieldFault>? faults = null, bool readOnly = false, Action? test = null) => Render<PartnerFormCard>(p => p
        .Add(c => c.Form, form).Add(c => c.Accounts, [(1, "Amazon EU")]).Add(c => c.Faults, faults ?? []).Add(c => c.ReadOnly, readOnly)
        .Add(c => c.Test, EventCallback.Factory.Create(this, () => test?.Invoke())));
}
