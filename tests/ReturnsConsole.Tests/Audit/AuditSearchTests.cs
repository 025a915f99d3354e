using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Tests.Access;
using Xunit;

namespace ReturnsConsole.Tests.Audit;

public sealed class AuditSearchTests : IDisposable
{
    private readonly AccessHouse house = new();

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task Paging_DownAndUp_EveryEntryOnceInOrder()
    {
        await FillAsync(250);
        var search = house.Get<AuditSearch>();
        var down = new List<long>();
        var pages = new List<AuditPageOf>();
        long? cursor = null;
        do
        {
            var page = await search.RunAsync(Actor.Terminal, new AuditFilter(), cursor, newer: false, default);
            pages.Add(page);
            down.AddRange(page.Entries.Select(e => e.Id));
            cursor = page.Older;
        }
        while (cursor is not null);
        var up = await search.RunAsync(Actor.Terminal, new AuditFilter(), pages[2].Newer, newer: true, default);

        Assert.Equal(Enumerable.Range(1, 250).Reverse().Select(i => (long)i), down);
        Assert.Null(pages[0].Newer);
        Assert.Equal(pages[1].Entries.Select(e => e.Id), up.Entries.Select(e => e.Id));
    }

    [Fact]
    public async Task Filters_EachOne_OnlyWhatFits()
    {
        var start = house.Clock.Now;
        await FillAsync(10);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await FillAsync(5, "user.created", "user", "kim", "needle in the why");

        Assert.Equal(5, await CountAsync(new AuditFilter(Action: "user.created")));
        Assert.Equal(5, await CountAsync(new AuditFilter(Action: "user.")));
        Assert.Equal(5, await CountAsync(new AuditFilter(SubjectKind: "user", SubjectId: "kim")));
        Assert.Equal(10, await CountAsync(new AuditFilter(To: start.AddHours(1))));
        Assert.Equal(5, await CountAsync(new AuditFilter(From: start.AddHours(1))));
        Assert.Equal(5, await CountAsync(new AuditFilter(Text: "needle")));
        Assert.Equal(0, await CountAsync(new AuditFilter(ActorId: 99)));
        Assert.Equal(15, await CountAsync(new AuditFilter(ActorId: 0)));
        Assert.Equal(["case.dismissed", "user.created"], (await house.Get<AuditChoices>().RunAsync(Actor.Terminal, default)).Actions);
    }

    [Fact]
    public async Task Search_WithoutPermission_Refused()
    {
        var kim = await house.PersonAsync("kim", Role.Finance);

        var page = await house.Get<AuditSearch>().RunAsync(kim, new AuditFilter(), null, false, default);

        Assert.NotNull(page.Refusal);
        Assert.Empty(page.Entries);
        Assert.Null(await house.Get<VerifyAudit>().RunAsync(kim, true, default));
        Assert.NotNull(await house.Get<ExportAudit>().RunAsync(kim, new AuditFilter(), () => throw new InvalidOperationException("opened"), default));
    }

    [Fact]
    public async Task Export_FormulaInAText_IsNeutralised()
    {
        await FillAsync(1, why: "=HYPERLINK(\"http://x\")");
        using var text = new StringWriter();

        Assert.Null(await house.Get<ExportAudit>().RunAsync(Actor.Terminal, new AuditFilter(Action: "case.dismissed"), () => text, default));

        var lines = text.ToString().Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\")\"", lines[1]);
    }

    [Fact]
    public void Address_WrittenAndRead_IsTheSame()
    {
        var text = Gen.Elements("", "a b", "x&y=1", "ä+%", "kim");
        var addresses = from who in Gen.Elements<int?>(null, 0, -1, 12)
                        from action in Gen.Elements("", "user.", "case.dismissed")
                        from kind in Gen.Elements("", "user", "case")
                        from id in text
                        from free in text
                        from day in Gen.Choose(0, 3000)
                        from cursor in Gen.Elements<long?>(null, 1, 99_999)
                        from newer in Gen.Elements(true, false)
                        select new AuditAddress(new AuditFilter(who, action, kind, kind.Length == 0 || id.Length == 0 ? null : id, Text: free),
                            day == 0 ? null : new DateOnly(2026, 1, 1).AddDays(day), null, cursor, newer && cursor is not null);

        Prop.ForAll(addresses.ToArbitrary(), address =>
        {
            var link = address.Link();
            var query = link.Contains('?', StringComparison.Ordinal) ? link[link.IndexOf('?', StringComparison.Ordinal)..] : "";
            return AuditAddress.Parse(QueryHelpers.ParseQuery(query)).Link() == link;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Diff_ShowsOnlyWhatDiffers()
    {
        Assert.Equal([new AuditChange("role", "Cx", "Finance")], AuditDiff.Of("{\"role\":\"Cx\",\"disabled\":false}", "{\"role\":\"Finance\",\"disabled\":false}"));
        Assert.Equal([new AuditChange("companies", null, "A, B")], AuditDiff.Of(null, "{\"companies\":[\"A\",\"B\"]}"));
        Assert.Equal([new AuditChange("", "not {json", "{}")], AuditDiff.Of("not {json", "{}"));
        Assert.Empty(AuditDiff.Of(null, null));
    }

    private async Task<int> CountAsync(AuditFilter filter) => (await house.Get<AuditSearch>().RunAsync(Actor.Terminal, filter, null, false, default)).Entries.Count;

    private async Task FillAsync(int count, string action = "case.dismissed", string kind = "case", string id = "C", string why = "because")
    {
        await using var db = house.Open();
        await using var write = await db.BeginWriteAsync(default);
        for (var i = 0; i < count; i++)
            await house.Get<AuditTrail>().AppendAsync(db, new AuditRecord(Actor.System, action, kind, id, Why: why), default);
        await db.SaveChangesAsync();
        await write.CommitAsync();
    }
}
