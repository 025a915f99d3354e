using ReturnsConsole.Features.Settings;

namespace ReturnsConsole.Features.Refunds;

/// <summary>What lets a refund be asked for by itself.</summary>
public enum RefundTrigger : byte
{
    /// <summary>Only people ask.</summary>
    None = 0,

    /// <summary>The first carrier scan of a return whose label Amazon does not refund by itself.</summary>
    FirstScan = 1,
    Received = 2,
    Graded = 3,
}

/// <summary>A part of the item's price that is kept for goods of a grade.</summary>
/// <param name="Grade">"A" to "D".</param>
public sealed record RestockingRule(string Grade, int Percent);

/// <summary>The settings of refunds and cancellations, for one account. Defaults are the safe ones.</summary>
public sealed record RefundPolicy
{
    /// <summary>From this total on a second person must agree, minor units by currency; "default" is every other currency.</summary>
    public Dictionary<string, long> ApprovalFrom { get; init; } = new(StringComparer.OrdinalIgnoreCase) { ["default"] = 50_000 };

    /// <summary>More than was paid may be given, with a second person's approval.</summary>
    public bool AllowOverRefund { get; init; }

    /// <summary>Cancellations may be noted here without telling Amazon.</summary>
    public bool AllowSilentCancellation { get; init; }

    /// <summary>A cancellation for want of stock may set the offer to zero.</summary>
    public bool AllowZeroStock { get; init; }

    /// <summary>False: what is asked for leaves at once, without waiting for others.</summary>
    public bool Queue { get; init; } = true;

    /// <summary>The queue leaves by itself.</summary>
    public bool AutoSubmit { get; init; }

    public int AutoSubmitMinutes { get; init; } = 30;

    public RefundTrigger Trigger { get; init; }

    public IReadOnlyList<RestockingRule> RestockingFees { get; init; } = [];

    /// <summary>Hours without proof until it becomes a case.</summary>
    public int UnconfirmedHours { get; init; } = 72;

    /// <summary>Hours for which a look at Amazon's transactions counts before a document leaves.</summary>
    public int LookHours { get; init; } = 6;

    /// <summary>The least total that needs a second person.</summary>
    public long ApprovalFromOf(string currency) => ApprovalFrom.TryGetValue(currency, out var minor) || ApprovalFrom.TryGetValue("default", out minor) ? minor : 0;
}

/// <summary>The policy of an account as it is now.</summary>
public interface IRefundPolicies
{
    Task<RefundPolicy> OfAsync(int accountId, CancellationToken ct);
}

/// <summary>What an administrator decided on the settings page.</summary>
public sealed class RefundPolicies(SettingsReader settings) : IRefundPolicies
{
    private static readonly string[] Grades = ["A", "B", "C", "D"];

    public async Task<RefundPolicy> OfAsync(int accountId, CancellationToken ct)
    {
        var now = await settings.GetAsync(ct);
        var fee = now.NumberOf(SettingCatalogue.RestockingFeePercent, accountId);
        return new RefundPolicy
        {
            // A currency that is not named needs a second person from the first cent.
            ApprovalFrom = now.MoneyOf(SettingCatalogue.ApprovalThreshold).Amounts.Append(new(0, "default")).ToDictionary(m => m.Currency, m => m.Minor, StringComparer.OrdinalIgnoreCase),
            AllowOverRefund = now.IsOn(SettingCatalogue.AllowOverRefund),
            AllowSilentCancellation = now.IsOn(SettingCatalogue.AllowCancelWithoutTelling),
            AllowZeroStock = now.IsOn(SettingCatalogue.AllowZeroOutOnCancel),
            Queue = now.IsOn(SettingCatalogue.Queue),
            AutoSubmit = now.IsOn(SettingCatalogue.AutoSubmit),
            AutoSubmitMinutes = now.NumberOf(SettingCatalogue.AutoSubmitMinutes),
            Trigger = Enum.Parse<RefundTrigger>(now.TextOf(SettingCatalogue.Trigger, accountId)),
            RestockingFees = fee == 0 ? [] : [.. Grades.Select(g => new RestockingRule(g, fee))],
            UnconfirmedHours = now.NumberOf(SettingCatalogue.UnconfirmedHours),
            LookHours = now.NumberOf(SettingCatalogue.LookHours),
        };
    }
}
