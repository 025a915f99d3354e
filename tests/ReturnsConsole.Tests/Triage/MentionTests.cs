using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Comments;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

public sealed class MentionTests
{
    [Theory]
    [InlineData("@fiona please look", "fiona")]
    [InlineData("ask (@fiona.nolan), or @wim.", "fiona.nolan,wim")]
    [InlineData("write to fiona@example.com", "")]
    [InlineData("@fiona @FIONA", "fiona")]
    [InlineData("5 @ 3.00 each", "")]
    public void NamesIn_Text_AreTheMentions(string text, string names) => Assert.Equal(names, string.Join(',', Mentions.NamesIn(text)));

    [Theory]
    [InlineData("look, @fi", "fi")]
    [InlineData("@", "")]
    [InlineData("@fi ", null)]
    [InlineData("a@fi", null)]
    public void Begun_WhatIsTyped_IsTheBeginning(string text, string? begun) => Assert.Equal(begun, Mentions.Begun(text));

    [Fact]
    public void Parts_PutTogether_AreTheText()
    {
        const string text = "See @wim. And @nobody, a@b.c @";
        Assert.Equal(text, string.Concat(Mentions.Parts(text).Select(p => p.Text)));
    }

    [Fact]
    public async Task Comment_NamingSomebody_TellsThemOnce_AndNotOneself()
    {
        using var world = await WithPeopleAsync();
        var c = (await world.CasesAsync())[0];
        var outcome = await new CommentOnCase(world.Editing, world.Feed).RunAsync(world.Fay, c.Id, c.Version, "@wim and again @Wim, @fay too; @stranger is a word", default);
        Assert.True(outcome.Succeeded, outcome.Message);
        Assert.Contains("1 person is told", outcome.Message, StringComparison.Ordinal);
        await using var db = world.Database.CreateDbContext();
        var notice = Assert.Single(await db.Notices.AsNoTracking().ToListAsync());
        Assert.Equal((8, $"cases?case={c.Id}"), (notice.UserId, notice.Link));
        Assert.Contains("Fay Novak names you", notice.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@elsewhere")]
    [InlineData("@gone")]
    [InlineData("@roleless")]
    public async Task Comment_NamingSomebodyWhoMayNotSeeTheCase_IsRefused(string name)
    {
        using var world = await WithPeopleAsync();
        var c = (await world.CasesAsync())[0];
        var outcome = await new CommentOnCase(world.Editing, world.Feed).RunAsync(world.Fay, c.Id, c.Version, $"@wim, {name}: look", default);
        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Contains($"{name} may not see this case", outcome.Message, StringComparison.Ordinal);
        await using var db = world.Database.CreateDbContext();
        Assert.Empty(await db.Notices.ToListAsync());
        Assert.Empty(await db.CaseEvents.Where(e => e.Kind == CaseEventKind.Comment).ToListAsync());
    }

    [Fact]
    public async Task Readers_OfACase_AreThoseOfRoleAndCompany_ByNameOrUserName()
    {
        using var world = await WithPeopleAsync();
        var id = (await world.CasesAsync())[0].Id;
        var readers = new CaseReaders(world.Database, world.Guard);
        Assert.Equal(["wim"], (await readers.RunAsync(world.Fay, id, "", default)).Select(r => r.UserName));
        Assert.Equal(["wim"], (await readers.RunAsync(world.Fay, id, "har", default)).Select(r => r.UserName));
        Assert.Empty(await readers.RunAsync(world.Fay, id, "els", default));
        world.Guard.Companies = new HashSet<int> { 999 };
        Assert.Empty(await readers.RunAsync(world.Fay, id, "", default));
    }

    private static async Task<TriageWorld> WithPeopleAsync()
    {
        var world = new TriageWorld();
        world.Refund("302-0000001-1234567", "BOOT", 1, 1000);
        world.GoTo(30);
        await world.RunAsync();
        world.Save(db => db.Users.AddRange(
            Person(7, "fay", "Fay Novak", Role.Finance, true), Person(8, "wim", "Wim Hart", Role.Warehouse, true), Person(9, "elsewhere", "Else Where", Role.Finance, false),
            Person(10, "roleless", "Ro Less", Role.None, true), Person(11, "gone", "Gone Girl", Role.Finance, true, disabled: true)));
        return world;
    }

    private static ConsoleUser Person(int id, string name, string display, Role role, bool all, bool disabled = false) =>
        new() { Id = id, UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = display, Role = role, AllCompanies = all, Disabled = disabled, SecurityStamp = name };
}
