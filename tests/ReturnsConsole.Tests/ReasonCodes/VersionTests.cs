using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.ReasonCodes.Versions;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;
using Xunit;

namespace ReturnsConsole.Tests.ReasonCodes;

/// <summary>Draft, activation, conflict, going back.</summary>
public sealed class VersionTests
{
    private const string One = "302-1111111-1111111";
    private const string Two = "302-2222222-2222222";

    [Fact]
    public async Task Seed_OldTable_BecomesVersionOne_AndStarterRowsJoinIt()
    {
        using var world = new ReturnsConsole.Tests.Triage.TriageWorld();
        world.Save(db => db.ReasonCodeMappings.Add(new ReasonCodeMapping { SourceSystem = "amazon", Code = "CR-DEFECTIVE", CanonicalReason = "Defective", SellerFault = true }));
        var seed = new SeedReasonCodes(world.Database, new ReturnsConsole.Features.Audit.AuditTrail(world.Clock), world.Clock);
        await seed.RunAsync(default);
        await seed.RunAsync(default);

        await using var db = world.Database.CreateDbContext();
        var version = await db.ReasonCodeVersions.SingleAsync();
        var rows = await db.ReasonCodeMappings.ToListAsync();
        Assert.Equal((1, true), (version.Number, version.BegunAt is not null));
        Assert.All(rows, r => Assert.Equal(version.Id, r.VersionId));
        Assert.Equal(StarterReasonCodes.All.Count(), rows.Count);
        var kept = rows.Single(r => r is { SourceSystem: "amazon", Code: "CR-DEFECTIVE" });
        Assert.Equal((false, "CustomerReturn", "faulty"), (kept.ToBeConfirmed, kept.AmazonCode, kept.CommercetoolsCode));
    }

    [Fact]
    public async Task Map_PutsTheCodeIntoADraft_NothingHoldsBeforeActivation()
    {
        using var world = await CodeWorld.SeededAsync();
        world.World.Return(One, "BOOT", -3, quarantined: true, reason: "CR-ODD");
        Assert.True((await world.MapAsync("CR-ODD", "WrongItem")).Succeeded);

        var board = await world.BoardAsync();
        Assert.Equal((2, 1), (board.Draft!.Number, board.Changes));
        Assert.Equal("WrongItem", Assert.Single(board.Unmapped).InDraft);
        Assert.Equal(0, await world.Release.RunAsync(default));
        Assert.Single(await world.HeldAsync());
    }

    [Fact]
    public async Task Activate_ReleasesExactlyWhatItCovers_OnceAndTheCaseCloses()
    {
        using var world = await CodeWorld.SeededAsync();
        world.World.Return(One, "BOOT", -3, quarantined: true, reason: "CR-ODD", delivered: -1);
        world.World.Return(Two, "SOCK", -3, quarantined: true, reason: "odd", delivered: -1);
        world.World.Return(Two, "HAT", -3, quarantined: true, reason: "CR-OTHERWISE", delivered: -1);
        await world.World.RunAsync();
        Assert.Equal(3, (await world.World.CasesAsync()).Count(c => c.Kind == CaseKind.UnmappedReasonCode));
        await world.MapAsync("CR-ODD", "TooSmall");

        await world.ActivatedAsync();
        Assert.Equal(2, await world.Release.RunAsync(default));
        Assert.Equal(0, await world.Release.RunAsync(default));
        await world.World.RunAsync();

        Assert.Equal("CR-OTHERWISE", Assert.Single(await world.HeldAsync()).ReasonCode);
        Assert.Equal("amazon/CR-OTHERWISE", Assert.Single(await world.World.CasesAsync(), c => c.Kind == CaseKind.UnmappedReasonCode).SubjectKey);
        var version = (await world.BoardAsync()).InForce!;
        Assert.Equal((2, 2L, true), (version.Number, version.Released, version.ReleasedAt is not null));
        Assert.Empty(await world.World.VerifyAsync());
    }

    [Fact]
    public async Task Activate_FromALaterDay_HoldsUntilThen_AndThenLetsGo()
    {
        using var world = await CodeWorld.SeededAsync();
        world.World.Return(One, "BOOT", -3, quarantined: true, reason: "CR-ODD");
        await world.MapAsync("CR-ODD", "TooSmall");
        await world.ActivatedAsync(world.Today.AddDays(2));

        Assert.Equal(0, await world.Release.RunAsync(default));
        Assert.Equal(VersionState.Scheduled, (await world.BoardAsync()).Versions[0].State);
        world.World.GoTo(2);
        Assert.Equal(1, await world.Release.RunAsync(default));
        Assert.Equal(2, (await world.BoardAsync()).InForce!.Number);
        Assert.Empty(await world.World.VerifyAsync());
    }

    [Fact]
    public async Task Withdraw_BeforeItsDay_MakesItTheDraftAgain()
    {
        using var world = await CodeWorld.SeededAsync();
        await world.MapAsync("CR-ODD", "TooSmall");
        await world.ActivatedAsync(world.Today.AddDays(2));
        var version = (await world.BoardAsync()).Versions[0];

        Assert.True((await world.Withdraw.RunAsync(world.Ada, version.Id, default)).Succeeded);
        Assert.Equal((2, 1), ((await world.BoardAsync()).Draft!.Number, (await world.BoardAsync()).Changes));
        await world.ActivatedAsync();
        Assert.Equal(OutcomeKind.Refused, (await world.Withdraw.RunAsync(world.Ada, version.Id, default)).Kind);
    }

    [Fact]
    public async Task Activate_ChangedAfterThePersonLooked_IsAConflictInWords()
    {
        using var world = await CodeWorld.SeededAsync();
        await world.MapAsync("CR-ODD", "TooSmall");
        var seen = (await world.BoardAsync()).Draft!;
        await world.Edit.RunAsync(world.Bob, [new MappingEdit(new("amazon", "CR-EVEN"), null, MappingValues.Usual(CanonicalReasons.Find("Other")!))], default);

        var outcome = await world.Activate.RunAsync(world.Ada, seen.Id, seen.EditVersion, world.Today, "because", default);

        Assert.Equal(OutcomeKind.Conflict, outcome.Kind);
        Assert.StartsWith("Wim Hart changed the draft", outcome.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await world.BoardAsync()).InForce!.Number);
    }

    [Fact]
    public async Task Edit_SameCodeByTwo_SecondIsToldWhoAndWhat_OtherCodesGoTogether()
    {
        using var world = await CodeWorld.SeededAsync();
        var row = await world.RowAsync("CR-DEFECTIVE");
        MappingEdit To(MappingRow seen, string cost) => new(seen.Key, seen.Values, seen.Values with { CostCode = cost });
        Assert.True((await world.Edit.RunAsync(world.Bob, [To(row, "4310")], default)).Succeeded);

        var outcome = await world.Edit.RunAsync(world.Ada, [To(row, "4350")], default);

        Assert.Equal(OutcomeKind.Conflict, outcome.Kind);
        Assert.Contains("changed by Wim Hart", outcome.Message, StringComparison.Ordinal);
        Assert.Contains("cost 4310", outcome.Message, StringComparison.Ordinal);
        Assert.True((await world.Edit.RunAsync(world.Ada, [To(await world.RowAsync("CR-MISSING_PARTS"), "4350")], default)).Succeeded);
        Assert.Equal(2, (await world.BoardAsync()).Changes);
    }

    [Fact]
    public async Task Edit_ByManyAtOnce_LosesNothing()
    {
        using var world = await CodeWorld.SeededAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => world.MapAsync($"CODE-{i}", "Other"))));

        Assert.All(outcomes, o => Assert.True(o.Succeeded, o.Message));
        Assert.Equal(8, (await world.BoardAsync()).Changes);
        Assert.Empty(await world.World.VerifyAsync());
    }

    [Theory]
    [InlineData("Nonsense", "", "reason: found “Nonsense”")]
    [InlineData("Other", "Refund", "amazon: found “Refund”")]
    public async Task Edit_WrongValue_IsRefusedAndNothingChanges(string reason, string amazon, string says)
    {
        using var world = await CodeWorld.SeededAsync();
        var outcome = await world.Edit.RunAsync(world.Ada, [new MappingEdit(new("amazon", "X"), null, new(reason, false, amazon, "", "", ""))], default);
        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Contains(says, outcome.Message, StringComparison.Ordinal);
        Assert.Null((await world.BoardAsync()).Draft);
    }

    [Fact]
    public async Task Edit_TakenBackToWhatIsActive_LeavesNoDraft()
    {
        using var world = await CodeWorld.SeededAsync();
        await world.MapAsync("CR-ODD", "TooSmall");
        var row = await world.RowAsync("CR-ODD");
        Assert.True((await world.Edit.RunAsync(world.Ada, [new MappingEdit(row.Key, row.Values, null)], default)).Succeeded);
        Assert.Null((await world.BoardAsync()).Draft);
        world.World.Save(db => Assert.Equal(StarterReasonCodes.All.Count(), db.ReasonCodeMappings.Count()));
    }

    [Fact]
    public async Task Discard_ThrowsTheDraftAway_ButNotAnothersLaterChange()
    {
        using var world = await CodeWorld.SeededAsync();
        await world.MapAsync("CR-ODD", "TooSmall");
        var seen = (await world.BoardAsync()).Draft!;
        await world.MapAsync("CR-EVEN", "TooSmall");
        Assert.Equal(OutcomeKind.Conflict, (await world.Discard.RunAsync(world.Ada, seen.Id, seen.EditVersion, default)).Kind);
        var now = (await world.BoardAsync()).Draft!;
        Assert.True((await world.Discard.RunAsync(world.Ada, now.Id, now.EditVersion, default)).Succeeded);
        Assert.Null((await world.BoardAsync()).Draft);
    }

    [Fact]
    public async Task RollBack_SaysWhatTheOldOneSaid_AndWhatWasLetGoStaysSo()
    {
        using var world = await CodeWorld.SeededAsync();
        world.World.Return(One, "BOOT", -3, quarantined: true, reason: "CR-ODD");
        await world.MapAsync("CR-ODD", "TooSmall");
        await world.ActivatedAsync();
        await world.Release.RunAsync(default);

        var outcome = await world.RollBack.RunAsync(world.Bob, 1, 2, "wrong reason", default);
        await world.Release.RunAsync(default);
        await world.World.RunAsync();

        Assert.True(outcome.Succeeded, outcome.Message);
        var board = await world.BoardAsync();
        Assert.Equal((3, 1, "Wim Hart"), (board.InForce!.Number, board.InForce.CopyOf!.Value, board.InForce.By));
        Assert.DoesNotContain(board.Rows, r => r.Key.Code == "CR-ODD");
        Assert.Empty(await world.HeldAsync());
        var comparison = (await new CompareVersions(world.World.Database, world.World.Guard).RunAsync(world.Ada, 1, 3, default)).Value!;
        Assert.Empty(comparison.Differences);
        Assert.Empty(await world.World.VerifyAsync());
        Assert.Equal(OutcomeKind.Conflict, (await world.RollBack.RunAsync(world.Ada, 2, 2, "late", default)).Kind);
    }

    [Fact]
    public async Task Activate_DroppedCodeInThePast_IsRefused()
    {
        using var world = await CodeWorld.SeededAsync();
        var row = await world.RowAsync("CR-DEFECTIVE");
        await world.Edit.RunAsync(world.Ada, [new MappingEdit(row.Key, row.Values, null)], default);
        var outcome = await world.ActivateAsync(world.Today.AddDays(-1));
        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Contains("CR-DEFECTIVE is dropped", outcome.Message, StringComparison.Ordinal);
        await world.ActivatedAsync();
    }

    [Fact]
    public async Task Activate_BeforeTheOneBefore_OrWithoutReason_IsRefused()
    {
        using var world = await CodeWorld.SeededAsync();
        await world.MapAsync("CR-ODD", "TooSmall");
        await world.ActivatedAsync();
        await world.MapAsync("CR-EVEN", "TooSmall");
        Assert.Contains("begins on that day or later", (await world.ActivateAsync(world.Today.AddDays(-1))).Message, StringComparison.Ordinal);
        var draft = (await world.BoardAsync()).Draft!;
        Assert.Contains("Say why", (await world.Activate.RunAsync(world.Ada, draft.Id, draft.EditVersion, world.Today, " ", default)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FaultJudgedOtherwise_OrdersAreDecidedAgainFromThatDay()
    {
        using var world = await CodeWorld.SeededAsync();
        world.World.Return(One, "BOOT", 0, reason: "CR-UNWANTED_ITEM");
        world.World.Return(Two, "BOOT", -9, reason: "CR-UNWANTED_ITEM");
        await world.World.RunAsync();
        var row = await world.RowAsync("CR-UNWANTED_ITEM");
        await world.Edit.RunAsync(world.Ada, [new MappingEdit(row.Key, row.Values, row.Values with { SellerFault = true })], default);
        var impact = (await new ImpactPreview(world.World.Database, world.World.Guard).RunAsync(world.Ada, world.Today, default)).Value!;
        await world.ActivatedAsync();
        await world.Release.RunAsync(default);

        world.World.Save(db => Assert.Equal([OrderKey.From(One)], db.OrderChanges.Select(c => c.OrderKey).ToList()));
        Assert.Equal((1L, 1L), (impact.OrdersDecidedAgain, Assert.Single(impact.Changed).Returns));
        Assert.Equal("now the seller's fault", impact.Changed[0].What);
    }

    [Fact]
    public async Task Preview_SaysExactlyWhatActivationDoes()
    {
        using var world = await CodeWorld.SeededAsync();
        for (var i = 0; i < 5; i++)
            world.World.Return(One, $"BOOT-{i}", -i, quarantined: true, reason: i < 3 ? "CR-ODD" : "CR-EVEN");
        world.World.Save(db => db.ReturnItems.ExecuteUpdate(s => s.SetProperty(r => r.OrderAmount, 1500L)));
        await world.World.RunAsync();
        await world.MapAsync("CR-ODD", "TooSmall");

        var impact = (await new ImpactPreview(world.World.Database, world.World.Guard).RunAsync(world.Ada, world.Today, default)).Value!;
        await world.ActivatedAsync();

        Assert.Equal(impact.ReleasedCount, await world.Release.RunAsync(default));
        Assert.Equal(("CR-ODD", 3L, 2L, 1), (impact.Released.Single().Key.Code, impact.ReleasedCount, impact.StayHeld, impact.StayHeldCodes));
        Assert.Equal([new Money(4500, "EUR")], impact.Values);
        Assert.Single(impact.Cases);
    }

    [Fact]
    public async Task Commands_WithoutRight_ChangeNothing()
    {
        using var world = await CodeWorld.SeededAsync();
        await world.MapAsync("CR-ODD", "TooSmall");
        var draft = (await world.BoardAsync()).Draft!;
        world.World.Guard.Refused.Add(Permission.EditReasonCodes);

        Assert.Equal(OutcomeKind.Forbidden, (await world.MapAsync("CR-EVEN", "TooSmall")).Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await world.ActivateAsync()).Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await world.Discard.RunAsync(world.Ada, draft.Id, draft.EditVersion, default)).Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await world.RollBack.RunAsync(world.Ada, 1, 1, "x", default)).Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await world.Withdraw.RunAsync(world.Ada, draft.Id, default)).Kind);
        Assert.Equal(OutcomeKind.Forbidden, (await world.Import.RunAsync(world.Ada, new MemoryStream([1]), default)).Outcome.Kind);
        Assert.Equal(draft, (await world.BoardAsync()).Draft);
    }

    [Fact]
    public async Task HeldReturns_OfAnotherCompany_AreNotThere()
    {
        using var world = await CodeWorld.SeededAsync();
        world.World.Return(One, "BOOT", -3, quarantined: true, reason: "CR-ODD");
        Assert.Single((await new HeldReturns(world.World.Database, world.World.Guard).RunAsync(world.Ada, new("amazon", "CR-ODD"), 0, default)).Value!.Items);
        world.World.Guard.Companies = new HashSet<int> { 999 };
        Assert.Empty((await world.BoardAsync()).Unmapped);
        Assert.Empty((await new HeldReturns(world.World.Database, world.World.Guard).RunAsync(world.Ada, new("amazon", "CR-ODD"), 0, default)).Value!.Items);
    }

    [Fact]
    public async Task Review_OpensOnItsDayOnce_AndIsFinishedOnce()
    {
        using var world = await CodeWorld.SeededAsync();
        Assert.False(await world.Reviews.OpenDueAsync(default));
        world.World.GoTo(32);
        Assert.True(await world.Reviews.OpenDueAsync(default));
        Assert.False(await world.Reviews.OpenDueAsync(default));
        var standing = (await world.Reviews.RunAsync(world.Ada, default)).Value!;
        Assert.True((await world.FinishReview.RunAsync(world.Ada, standing.OpenId!.Value, standing.OpenVersion, "fine", default)).Succeeded);
        Assert.Equal(OutcomeKind.Conflict, (await world.FinishReview.RunAsync(world.Bob, standing.OpenId.Value, standing.OpenVersion, "", default)).Kind);
        Assert.False(await world.Reviews.OpenDueAsync(default));
        Assert.Null((await world.Reviews.RunAsync(world.Ada, default)).Value!.OpenId);
    }

    [Theory]
    [InlineData("UPDATE ReturnItems SET Mapping = 1 WHERE ReasonCode = 'CR-UNWANTED_ITEM'", "is mapped")]
    [InlineData("UPDATE ReturnItems SET Mapping = 0 WHERE ReasonCode = 'CR-ODD'", "nobody has said")]
    [InlineData("UPDATE ReasonCodeVersions SET Released = 7", "are noted")]
    public async Task Verify_PromiseBroken_SaysSo(string sabotage, string says)
    {
        using var world = await CodeWorld.SeededAsync();
        world.World.Return(One, "BOOT", -3, quarantined: true, reason: "CR-ODD");
        world.World.Return(Two, "BOOT", -3);
        await world.World.RunAsync();
        Assert.Empty(await world.World.VerifyAsync());
        world.World.Save(db => db.Database.ExecuteSqlRaw(sabotage));
        Assert.Contains(await world.World.VerifyAsync(), f => f.Invariant == "reason codes hold back what is unmapped" && f.Message.Contains(says, StringComparison.Ordinal));
    }
}
