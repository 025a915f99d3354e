using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Comments;
using ReturnsConsole.Features.Triage.Verification;
using Xunit;

namespace ReturnsConsole.Tests.Triage;

/// <summary>Each promise, broken by hand, is found and said.</summary>
public sealed class VerifyTests
{
    private const string One = "302-1111111-1111111";

    private static async Task<TriageWorld> SoundAsync()
    {
        var world = new TriageWorld();
        world.Line(One, "BOOT", 5000);
        world.Refund(One, "BOOT", 1, 5000);
        world.Settlement("26688578961", 1000, 400, 600);
        world.Settlement("26688578962", 1000, 400, 599);
        world.GoTo(20);
        await world.RunAsync();
        var c = (await world.CasesAsync())[0];
        await new CommentOnCase(world.Editing, world.Feed).RunAsync(world.Fay, c.Id, c.Version, "first", default);
        await new DismissCase(world.Editing).RunAsync(world.Fay, c.Id, c.Version + 1, "second", default);
        Assert.Empty(await world.VerifyAsync());
        return world;
    }

    [Theory]
    [InlineData("UPDATE SettlementLines SET Amount = Amount + 1 WHERE Amount = 600", "settlements tie out")]
    [InlineData("DELETE FROM SettlementLines WHERE Amount = 600", "settlements tie out")]
    [InlineData("DELETE FROM Cases WHERE Kind = 5", "settlements tie out")]
    [InlineData("UPDATE AuditEntries SET Why = 'another' WHERE Id = 2", "audit trail")]
    [InlineData("DELETE FROM AuditEntries WHERE Id = 1", "audit trail")]
    [InlineData("DELETE FROM AuditEntries WHERE Id = 2", "audit trail")]
    [InlineData("UPDATE CaseTallies SET Cases = Cases + 1", "counts are kept")]
    [InlineData("UPDATE CaseDays SET Cases = Cases - 1", "counts are kept")]
    [InlineData("UPDATE CaseTotals SET Cases = Cases - 1", "counts are kept")]
    [InlineData("UPDATE CaseTallies SET AtRisk = AtRisk - 1", "counts are kept")]
    [InlineData("UPDATE Cases SET Status = 2 WHERE Kind = 1", "cases are true and complete")]
    [InlineData("DELETE FROM RefundSightings", "cases are true and complete")]
    [InlineData("UPDATE RefundSightings SET BuyerTotal = -4000, Principal = -4000", "cases are true and complete")]
    public async Task Verify_PromiseBroken_SaysSo(string sabotage, string invariant)
    {
        using var world = await SoundAsync();
        if (sabotage == "DELETE FROM RefundSightings")
            world.Save(db => db.Cases.ExecuteUpdate(s => s.SetProperty(c => c.Status, CaseStatus.Open)));

        world.Save(db => db.Database.ExecuteSqlRaw(sabotage));

        Assert.Contains(await world.VerifyAsync(), f => f.Invariant == invariant);
    }

    [Fact]
    public async Task Verify_ImportThatHangsOrLostRows_SaysSo()
    {
        using var world = await SoundAsync();
        world.Save(db =>
        {
            db.SourceFiles.Add(new SourceFile { AccountId = world.Database.AccountId, Name = "hangs.tsv", Sha256 = "a", Bytes = 1, ReceivedAt = world.Clock.Now, ReceivedById = 0, ReceivedByName = "x", Status = ImportStatus.Reading });
            db.SourceFiles.Add(new SourceFile { AccountId = world.Database.AccountId, Name = "lost.tsv", Sha256 = "b", Bytes = 1, ReceivedAt = world.Clock.Now, ReceivedById = 0, ReceivedByName = "x", Status = ImportStatus.Done, Rows = 2, Accepted = 1 });
        });

        var findings = new List<VerifyFinding>();
        var verify = new Verify(world.Database, Microsoft.Extensions.Options.Options.Create(world.Settings), world.Clock, (file, _) => Task.FromResult<string?>(file.Name == "lost.tsv" ? "The kept file is gone." : null));
        await foreach (var finding in verify.RunAsync(default))
            findings.Add(finding);

        Assert.Contains(findings, f => f.Where == "file hangs.tsv" && f.Invariant == "no import hangs");
        Assert.Contains(findings, f => f.Where == "file lost.tsv" && f.Invariant == "every row accounted for");
        Assert.Contains(findings, f => f.Where == "file lost.tsv" && f.Invariant == "evidence kept");
        Assert.Contains(findings, f => f.Where == "file lost.tsv" && f.Invariant == "audit trail");
    }
}
