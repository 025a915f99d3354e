using System.Globalization;

namespace ReturnsConsole.Features.Settings;

/// <summary>All settings as they stand. Made from the rows; what has none is at its default.</summary>
public sealed class CurrentSettings
{
    private readonly Dictionary<(int Account, string Name), string> values;

    public CurrentSettings(IEnumerable<SettingValue> rows) => values = rows.ToDictionary(r => (r.AccountId, r.Name), r => r.Value);

    public static CurrentSettings Defaults { get; } = new([]);

    public MoneyLimits WriteOffThreshold => MoneyOf(SettingCatalogue.WriteOffThreshold, SettingValue.AllAccounts);

    /// <summary>A hub's final disposition counts as grading.</summary>
    public bool TrustsHub(int accountId) => IsOn(SettingCatalogue.TrustHub, accountId);

    /// <summary>The account's own value, else the one for all accounts, else the default. A row that is no value any more counts as not there.</summary>
    public string TextOf(Setting setting, int accountId = SettingValue.AllAccounts)
    {
        if (setting.PerAccount && accountId != SettingValue.AllAccounts && values.TryGetValue((accountId, setting.Name), out var own) && setting.Read(own, out _) is { } kept)
            return kept;
        return values.TryGetValue((SettingValue.AllAccounts, setting.Name), out var all) && setting.Read(all, out _) is { } known ? known : setting.Default;
    }

    public bool IsOn(Setting setting, int accountId = SettingValue.AllAccounts) => TextOf(setting, accountId) == Setting.On;

    public int NumberOf(Setting setting, int accountId = SettingValue.AllAccounts) => int.Parse(TextOf(setting, accountId), CultureInfo.InvariantCulture);

    public MoneyLimits MoneyOf(Setting setting, int accountId = SettingValue.AllAccounts) => MoneyLimits.Read(TextOf(setting, accountId), out _) ?? MoneyLimits.None;
}
