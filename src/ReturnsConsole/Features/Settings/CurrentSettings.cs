using System.Globalization;

namespace ReturnsConsole.Features.Settings;

/// <summary>When the console itself asks for a refund.</summary>
public enum RefundTrigger
{
    ByHand,
    FirstScan,
    Received,
    Graded,
}

/// <summary>Refunds as an account has them.</summary>
/// <param name="ApprovalThreshold">Above it a second person approves.</param>
/// <param name="AllowOverRefund">More than is left may be requested; it always needs approval.</param>
/// <param name="AllowCancelWithoutTelling">A cancellation may be kept from Amazon.</param>
/// <param name="AllowZeroOutOnCancel">A cancellation for want of stock may set the quantity at Amazon to 0.</param>
/// <param name="Queue">False: an approved refund leaves at once.</param>
/// <param name="AutoSubmitEvery">The rhythm of <paramref name="AutoSubmit"/>.</param>
/// <param name="RestockingFeePercent">Kept from the item price in proposals, where the reason is not the seller's fault.</param>
/// <param name="Unconfirmed">After this without proof a case opens.</param>
/// <param name="Look">For so long after sending, no trace at Amazon proves nothing.</param>
public sealed record RefundSettings(
    MoneyLimits ApprovalThreshold, bool AllowOverRefund, bool AllowCancelWithoutTelling, bool AllowZeroOutOnCancel, bool Queue, bool AutoSubmit, TimeSpan AutoSubmitEvery,
    RefundTrigger Trigger, int RestockingFeePercent, TimeSpan Unconfirmed, TimeSpan Look);

/// <summary>All settings as they stand, with their types. Made from the rows; what has none is at its default.</summary>
public sealed class CurrentSettings
{
    private readonly Dictionary<(int Account, string Name), string> values;

    public CurrentSettings(IEnumerable<SettingValue> rows) => values = rows.ToDictionary(r => (r.AccountId, r.Name), r => r.Value);

    public static CurrentSettings Defaults { get; } = new([]);

    public MoneyLimits WriteOffThreshold => MoneyOf(SettingCatalogue.WriteOffThreshold, SettingValue.AllAccounts);

    public RefundSettings RefundsOf(int accountId) => new(
        MoneyOf(SettingCatalogue.ApprovalThreshold, accountId),
        IsOn(SettingCatalogue.AllowOverRefund, accountId),
        IsOn(SettingCatalogue.AllowCancelWithoutTelling, accountId),
        IsOn(SettingCatalogue.AllowZeroOutOnCancel, accountId),
        IsOn(SettingCatalogue.Queue, accountId),
        IsOn(SettingCatalogue.AutoSubmit, accountId),
        TimeSpan.FromMinutes(NumberOf(SettingCatalogue.AutoSubmitMinutes, accountId)),
        Enum.Parse<RefundTrigger>(TextOf(SettingCatalogue.Trigger, accountId)),
        NumberOf(SettingCatalogue.RestockingFeePercent, accountId),
        TimeSpan.FromHours(NumberOf(SettingCatalogue.UnconfirmedHours, accountId)),
        TimeSpan.FromHours(NumberOf(SettingCatalogue.LookHours, accountId)));

    /// <summary>The account's own value, else the one for all accounts, else the default. A row that is no value any more counts as not there.</summary>
    public string TextOf(Setting setting, int accountId)
    {
        if (setting.PerAccount && accountId != SettingValue.AllAccounts && values.TryGetValue((accountId, setting.Name), out var own) && setting.Read(own, out _) is { } kept)
            return kept;
        return values.TryGetValue((SettingValue.AllAccounts, setting.Name), out var all) && setting.Read(all, out _) is { } known ? known : setting.Default;
    }

    private bool IsOn(Setting setting, int accountId) => TextOf(setting, accountId) == Setting.On;

    private int NumberOf(Setting setting, int accountId) => int.Parse(TextOf(setting, accountId), CultureInfo.InvariantCulture);

    private MoneyLimits MoneyOf(Setting setting, int accountId) => MoneyLimits.Read(TextOf(setting, accountId), out _) ?? MoneyLimits.None;
}
