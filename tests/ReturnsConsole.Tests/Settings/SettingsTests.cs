using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Shared;
using ReturnsConsole.Tests.Support;
using Xunit;

namespace ReturnsConsole.Tests.Settings;

/// <summary>What an administrator decides: kept, bounded, audited, seen by every process.</summary>
public sealed class SettingsTests : IDisposable
{
    private static readonly Actor Ada = new(1, "Ada Admin", Guid.NewGuid());
    private readonly FactDatabase database = new();
    private readonly AllowAll guard = new();
    private readonly ChangeFeed feed = new();
    private readonly FakeClock clock = new();
    private readonly ChangeSetting change;

    public SettingsTests() => change = new ChangeSetting(database, guard, new AuditTrail(clock), feed, clock);

    private Task<Outcome> SetAsync(Setting setting, string? value, int version = 0, int account = SettingValue.AllAccounts, string why = "because", bool understood = false) =>
        change.RunAsync(Ada, new SettingChange(account, setting.Name, value, version, why, understood), default);

    private async Task<CurrentSettings> NowAsync()
    {
        await using var db = database.CreateDbContext();
        return await SettingsReader.ReadAsync(db, default);
    }

    [Fact]
    public void Catalogue_EveryDefault_IsAValueOfItsOwnKindAndSafe()
    {
        Assert.Equal(SettingCatalogue.All.Count, SettingCatalogue.All.Select(s => s.Name).Distinct().Count());
        Assert.All(SettingCatalogue.All, s => Assert.Equal(s.Default, s.Read(s.Default, out _)));
        Assert.All(SettingCatalogue.All, s => Assert.Null(s.Consequence(s.Default, s.Default)));
        var defaults = CurrentSettings.Defaults;
        Assert.All([SettingCatalogue.AllowOverRefund, SettingCatalogue.AutoSubmit, SettingCatalogue.AllowCancelWithoutTelling, SettingCatalogue.AllowZeroOutOnCancel], s => Assert.False(defaults.IsOn(s)));
        Assert.True(defaults.IsOn(SettingCatalogue.Queue));
        Assert.Equal((10_000, 0), (defaults.MoneyOf(SettingCatalogue.ApprovalThreshold).Of("EUR"), defaults.MoneyOf(SettingCatalogue.ApprovalThreshold).Of("JPY")));
    }

    [Fact]
    public async Task Change_OfANumber_HoldsAndIsInTheTrail()
    {
        var outcome = await SetAsync(SettingCatalogue.AutoSubmitMinutes, " 45 ", why: "fewer documents");

        Assert.Equal("Rhythm of the queue: 45 minutes.", outcome.Message);
        Assert.Equal(45, (await NowAsync()).NumberOf(SettingCatalogue.AutoSubmitMinutes, database.AccountId));
        await using var db = database.CreateDbContext();
        var entry = await db.AuditEntries.SingleAsync();
        Assert.Equal(("setting.changed", "Refunds.AutoSubmitMinutes", "fewer documents"), (entry.Action, entry.SubjectId, entry.Why));
        Assert.Equal(("""{"value":"30","decided":false}""", """{"value":"45","decided":true}"""), (entry.Before, entry.After));
    }

    [Theory]
    [InlineData("Refunds.AutoSubmitMinutes", "19", "expected a whole number from 20 to 1440")]
    [InlineData("Refunds.AutoSubmitMinutes", "1441", "found '1441'")]
    [InlineData("Refunds.AutoSubmitMinutes", "30.5", "expected a whole number")]
    [InlineData("Refunds.RestockingFeePercent", "-1", "from 0 to 50 (%)")]
    [InlineData("Refunds.AutoSubmit", "true", "expected on or off")]
    [InlineData("Refunds.Trigger", "Never", "expected one of: only by hand, on the first carrier scan")]
    [InlineData("Refunds.ApprovalThreshold", "EUR 1,5", "'1,5' is not an amount of EUR")]
    [InlineData("Refunds.ApprovalThreshold", "EUR 1.234", "at most 2 of them")]
    [InlineData("Refunds.ApprovalThreshold", "JPY 1.5", "at most 0 of them")]
    [InlineData("Refunds.ApprovalThreshold", "EUR 1; EUR 2", "EUR is there twice")]
    [InlineData("Refunds.ApprovalThreshold", "100", "is not a currency and an amount")]
    [InlineData("Refunds.ApprovalThreshold", "EUR -1", "0 or more")]
    [InlineData("Refunds.Unheard", "1", "There is no setting called 'Refunds.Unheard'")]
    public async Task Change_ToWhatIsNoValue_IsRefusedWithFoundAndExpected(string name, string value, string words)
    {
        var outcome = await change.RunAsync(Ada, new SettingChange(0, name, value, 0, "because", true), default);

        Assert.Equal(OutcomeKind.Refused, outcome.Kind);
        Assert.Contains(words, outcome.Message, StringComparison.Ordinal);
        await using var db = database.CreateDbContext();
        Assert.Equal((0, 0), (await db.SettingValues.CountAsync(), await db.AuditEntries.CountAsync()));
    }

    [Theory]
    [InlineData("JPY 15000; EUR 10", "EUR 10.00; JPY 15000")]
    [InlineData("KWD 1.5", "KWD 1.500")]
    [InlineData("", "")]
    public void Limits_AreKeptByCurrencyWithItsOwnDecimals(string text, string kept) => Assert.Equal(kept, SettingCatalogue.ApprovalThreshold.Read(text, out _));

    [Fact]
    public async Task Change_ThatIsDangerous_NeedsToBeUnderstood()
    {
        var first = await SetAsync(SettingCatalogue.AllowOverRefund, "on");
        Assert.Equal(OutcomeKind.Refused, first.Kind);
        Assert.Contains("paid out twice", first.Message, StringComparison.Ordinal);
        Assert.False((await NowAsync()).IsOn(SettingCatalogue.AllowOverRefund));

        Assert.True((await SetAsync(SettingCatalogue.AllowOverRefund, "on", understood: true)).Succeeded);
        Assert.True((await NowAsync()).IsOn(SettingCatalogue.AllowOverRefund));
        Assert.True((await SetAsync(SettingCatalogue.AllowOverRefund, "off", version: 1)).Succeeded);
    }

    [Fact]
    public async Task Threshold_RaisedOrAdded_NamesWhatThenLeavesOnOnePersonsWord()
    {
        var raised = await SetAsync(SettingCatalogue.ApprovalThreshold, "EUR 500; GBP 50; SEK 1000");
        Assert.Contains("below 500.00 EUR, 1,000.00 SEK then leave", raised.Message, StringComparison.Ordinal);
        Assert.True((await SetAsync(SettingCatalogue.ApprovalThreshold, "EUR 50")).Succeeded);
    }

    [Fact]
    public async Task Account_MayDifferOnlyWhereTheCatalogueSaysSo()
    {
        Assert.True((await SetAsync(SettingCatalogue.RestockingFeePercent, "20", account: database.AccountId)).Succeeded);
        Assert.True((await SetAsync(SettingCatalogue.RestockingFeePercent, "5")).Succeeded);
        var now = await NowAsync();
        Assert.Equal((20, 5), (now.NumberOf(SettingCatalogue.RestockingFeePercent, database.AccountId), now.NumberOf(SettingCatalogue.RestockingFeePercent, database.AccountId + 1)));

        Assert.Contains("none can differ", (await SetAsync(SettingCatalogue.AutoSubmit, "on", account: database.AccountId)).Message, StringComparison.Ordinal);
        Assert.Equal(OutcomeKind.Forbidden, (await SetAsync(SettingCatalogue.RestockingFeePercent, "1", account: 999)).Kind);
    }

    [Fact]
    public async Task Change_Back_LeavesNoRowAndTheDefaultHolds()
    {
        await SetAsync(SettingCatalogue.RestockingFeePercent, "20", account: database.AccountId);
        var outcome = await SetAsync(SettingCatalogue.RestockingFeePercent, null, version: 1, account: database.AccountId);

        Assert.Equal("Restocking fee (Seller): 0 %, as for all accounts.", outcome.Message);
        await using var db = database.CreateDbContext();
        Assert.Empty(await db.SettingValues.ToListAsync());
        Assert.Equal(2, await db.AuditEntries.CountAsync());
    }

    [Fact]
    public async Task Change_OfWhatSomebodyElseChanged_IsAConflictThatSaysWho()
    {
        await SetAsync(SettingCatalogue.AutoSubmitMinutes, "45");

        var late = await SetAsync(SettingCatalogue.AutoSubmitMinutes, "60");

        Assert.Equal(OutcomeKind.Conflict, late.Kind);
        Assert.Contains("Ada Admin changed it at 20 Nov 09:00 UTC to 45 minutes", late.Message, StringComparison.Ordinal);
        Assert.Equal(45, (await NowAsync()).NumberOf(SettingCatalogue.AutoSubmitMinutes));
    }

    [Fact]
    public async Task Change_WithoutRightReasonOrSight_IsRefused()
    {
        Assert.Equal(OutcomeKind.Refused, (await SetAsync(SettingCatalogue.Queue, "off", why: "  ", understood: true)).Kind);
        guard.Companies = new HashSet<int> { database.CompanyId };
        Assert.Equal(OutcomeKind.Forbidden, (await SetAsync(SettingCatalogue.AutoSubmitMinutes, "45")).Kind);
        Assert.True((await SetAsync(SettingCatalogue.RestockingFeePercent, "20", account: database.AccountId)).Succeeded);
        guard.Companies = new HashSet<int>();
        Assert.Equal(OutcomeKind.Forbidden, (await SetAsync(SettingCatalogue.RestockingFeePercent, "30", version: 1, account: database.AccountId)).Kind);
        guard.Companies = null;
        guard.Refused.Add(Permission.ManageSettings);
        Assert.Equal(OutcomeKind.Forbidden, (await SetAsync(SettingCatalogue.AutoSubmitMinutes, "45")).Kind);
    }

    [Fact]
    public async Task Change_AtOnceByMany_OneWins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => SetAsync(SettingCatalogue.AutoSubmitMinutes, (31 + i).ToString(System.Globalization.CultureInfo.InvariantCulture)))));

        Assert.Single(outcomes, o => o.Succeeded);
        Assert.Equal(11, outcomes.Count(o => o.Kind == OutcomeKind.Conflict));
    }

    [Fact]
    public async Task Reader_SeesOwnChangesAtOnce_AndThoseOfAnotherProcessAfterSeconds()
    {
        using var here = new SettingsReader(database, feed, clock);
        using var otherProcess = new SettingsReader(database, new ChangeFeed(), clock);
        Assert.False((await here.GetAsync(default)).IsOn(SettingCatalogue.AutoSubmit));
        Assert.False((await otherProcess.GetAsync(default)).IsOn(SettingCatalogue.AutoSubmit));

        await SetAsync(SettingCatalogue.AutoSubmit, "on", understood: true);

        Assert.True((await here.GetAsync(default)).IsOn(SettingCatalogue.AutoSubmit));
        Assert.False((await otherProcess.GetAsync(default)).IsOn(SettingCatalogue.AutoSubmit));
        clock.Advance(SettingsReader.MaxAge);
        Assert.True((await otherProcess.GetAsync(default)).IsOn(SettingCatalogue.AutoSubmit));
    }

    [Fact]
    public async Task Reader_OfARowThatIsNoValueAnyMore_TakesTheDefault()
    {
        await using (var db = database.CreateDbContext())
        {
            db.SettingValues.Add(new SettingValue { AccountId = 0, Name = "Refunds.AutoSubmitMinutes", Value = "5", ChangedById = 0, ChangedByName = "x", ChangedAt = clock.Now });
            await db.SaveChangesAsync();
        }
        Assert.Equal(30, (await NowAsync()).NumberOf(SettingCatalogue.AutoSubmitMinutes));
    }

    [Fact]
    public async Task List_TellsWhatHoldsWhoDecidedAndWhatMayBeChanged()
    {
        await SetAsync(SettingCatalogue.RestockingFeePercent, "20", account: database.AccountId);
        var list = new SettingsList(database, guard);

        var view = (await list.RunAsync(Ada, default)).Value!;
        var fee = view.Rows.Single(r => r.Setting == SettingCatalogue.RestockingFeePercent);
        Assert.Equal((SettingCatalogue.All.Count, true, true), (view.Rows.Count, view.MayChange, view.MayChangeAll));
        Assert.Equal(("0", 0), (fee.All.Value, fee.All.Version));
        Assert.Equal(("Seller", "20", 1, "Ada Admin"), (fee.Accounts.Single().Account, fee.Accounts.Single().Value, fee.Accounts.Single().Version, fee.Accounts.Single().ChangedByName));

        guard.Refused.Add(Permission.ManageSettings);
        Assert.False((await list.RunAsync(Ada, default)).Value!.MayChange);
        guard.Refused.Add(Permission.ViewSettings);
        Assert.NotNull((await list.RunAsync(Ada, default)).Refusal);
    }

    public void Dispose() => database.Dispose();
}
