using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Audit;
using ReturnsConsole.Features.Stock;
using ReturnsConsole.Features.Stock.Kits;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Settings;

/// <summary>One value as somebody wants it.</summary>
/// <param name="AccountId"><see cref="SettingValue.AllAccounts"/> or the account that is to differ.</param>
/// <param name="Value">Null: back to the default, or to what holds for all accounts.</param>
/// <param name="Version">Of the row that the person saw; 0 when there was none.</param>
/// <param name="Understood">The person was told the consequence and went on.</param>
public sealed record SettingChange(int AccountId, string Name, string? Value, int Version, string Why, bool Understood);

/// <summary>Changes a setting, for one account or for all.</summary>
public sealed class ChangeSetting(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, AuditTrail trail, ChangeFeed feed, TimeProvider clock)
{
    public const int MaxWhy = 500;

    public async Task<Outcome> RunAsync(Actor actor, SettingChange change, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ManageSettings, ct) is { } refusal)
            return Outcome.Forbidden(refusal);
        if (SettingCatalogue.Find(change.Name) is not { } setting)
            return Outcome.Refused($"There is no setting called '{change.Name}'.");
        if (change.AccountId != SettingValue.AllAccounts && !setting.PerAccount)
            return Outcome.Refused($"{setting.Title} holds for all accounts; none can differ.");
        var why = change.Why.Trim();
        if (why.Length is 0 or > MaxWhy)
            return Outcome.Refused($"Say why, in at most {MaxWhy} characters.");
        string? value = null;
        if (change.Value is not null && (value = setting.Read(change.Value, out var fault)) is null)
            return Outcome.Refused(fault!);

        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var (whose, unseen) = await WhoseAsync(db, change.AccountId, companies, ct);
        if (unseen is not null)
            return unseen;
        var row = await db.SettingValues.SingleOrDefaultAsync(s => s.AccountId == change.AccountId && s.Name == setting.Name, ct);
        if ((row?.Version ?? 0) != change.Version)
            return Outcome.Conflict(WhoChanged(setting, row));
        var settings = await SettingsReader.ReadAsync(db, ct);
        var before = settings.TextOf(setting, change.AccountId);
        if (row is null ? value is null : value == row.Value)
            return Outcome.Done($"{setting.Title}: it is so already.");
        var after = value ?? (change.AccountId == SettingValue.AllAccounts ? setting.Default : settings.TextOf(setting, SettingValue.AllAccounts));
        if (setting.Consequence(before, after) is { } consequence && !change.Understood)
            return Outcome.Refused($"{consequence} Confirm that you want this.");

        Write(db, setting, row, change.AccountId, value, actor);
        if (setting == SettingCatalogue.TrustHub)
            await HubGoods.LookAgainAsync(db, ct);
        if (setting == SettingCatalogue.Kits)
            await KitOrders.LookAgainAsync(db, ct);
        var subject = change.AccountId == SettingValue.AllAccounts ? setting.Name : $"{setting.Name} of {whose}";
        await trail.AppendAsync(db, new AuditRecord(actor, "setting.changed", "setting", subject, Snapshot(before, row is not null), Snapshot(after, value is not null), why), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        feed.Publish(ChangeTopic.Settings);
        return Outcome.Done($"{setting.Title}{(whose is null ? "" : $" ({whose})")}: {setting.Say(after)}{(value is null ? change.AccountId == SettingValue.AllAccounts ? ", the default" : ", as for all accounts" : "")}.");
    }

    private static async Task<(string? Account, Outcome? Refusal)> WhoseAsync(ConsoleContext db, int accountId, IReadOnlySet<int>? companies, CancellationToken ct)
    {
        if (accountId == SettingValue.AllAccounts)
            return companies is null ? (null, null) : (null, Outcome.Forbidden("This holds for all companies, and you see only some of them. Ask an administrator who sees all."));
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId, ct);
        return account is null || companies?.Contains(account.CompanyId) == false
            ? (null, Outcome.Forbidden("You do not see this account, or it no longer exists."))
            : (account.Name, null);
    }

    private void Write(ConsoleContext db, Setting setting, SettingValue? row, int accountId, string? value, Actor actor)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (value is null)
        {
            db.SettingValues.Remove(row!);
        }
        else if (row is null)
        {
            db.SettingValues.Add(new SettingValue { AccountId = accountId, Name = setting.Name, Value = value, ChangedById = actor.UserId, ChangedByName = actor.Name, ChangedAt = now });
        }
        else
        {
            (row.Value, row.ChangedById, row.ChangedByName, row.ChangedAt) = (value, actor.UserId, actor.Name, now);
        }
    }

    private static string WhoChanged(Setting setting, SettingValue? row) => row is null
        ? $"{setting.Title} was put back meanwhile. It has been read again; look before you repeat."
        : $"{row.ChangedByName} changed it at {row.ChangedAt.ToString("d MMM HH:mm", CultureInfo.InvariantCulture)} UTC to {setting.Say(row.Value)}. Yours was not kept; look before you repeat.";

    private static string Snapshot(string value, bool decided) => JsonSerializer.Serialize(new Dictionary<string, object> { ["value"] = value, ["decided"] = decided });
}
