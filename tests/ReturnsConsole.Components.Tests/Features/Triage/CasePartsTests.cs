using Bunit;
using ReturnsConsole.Features.Triage.Comments;
using ReturnsConsole.Features.Triage.WriteOffs;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Components.Tests.Features.Triage;

public sealed class CasePartsTests : Page
{
    [Fact]
    public void CommentText_Mention_IsMarked_AndAWordWithAnAtIsNot()
    {
        var text = Render<CommentText>(p => p.Add(t => t.Text, "@wim, see @home").Add(t => t.People, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["wim"] = "Wim Hart" }));
        Assert.Equal("@wim", text.Find("mark").TextContent);
        Assert.Equal("Wim Hart", text.Find("mark").GetAttribute("title"));
        Assert.Equal("@wim, see @home", text.Find("p").TextContent);
        Assert.Single(text.FindAll("mark"));
    }

    [Theory]
    [InlineData(WriteOffState.Requested, true, "Somebody else decides; you can take it back.")]
    [InlineData(WriteOffState.Requested, false, "A second person decides.")]
    [InlineData(WriteOffState.Refused, true, "refused by Wim Hart: ask Amazon")]
    [InlineData(WriteOffState.Overtaken, true, "overtaken by facts")]
    public void WriteOffNote_State_IsSaidInWords(WriteOffState state, bool mine, string words)
    {
        var decided = state == WriteOffState.Refused;
        var note = Render<WriteOffNote>(p => p.Add(n => n.Request, new WriteOffRow(new Money(9900, "EUR"), "Cannot be recovered", "Fay Novak", Now, state, mine, decided ? "Wim Hart" : "", decided ? "ask Amazon" : null)));
        Assert.Contains(words, note.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Contains("99.00 EUR", note.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Equal(state == WriteOffState.Requested, note.Find(".note").ClassList.Contains("warn"));
    }
}
