namespace ReturnsConsole.Features.Refunds;

/// <summary>What a state means for the order line's money.</summary>
public static class RefundStates
{
    /// <summary>Asked for and not at an end. What nobody knows counts.</summary>
    public static IReadOnlyList<RefundState> InFlight { get; } = [RefundState.AwaitingApproval, RefundState.Queued, RefundState.Submitted, RefundState.PendingConfirmation, RefundState.OutcomeUnknown];

    /// <summary>Amazon was told, or may have been.</summary>
    public static IReadOnlyList<RefundState> Told { get; } = [RefundState.Submitted, RefundState.PendingConfirmation, RefundState.OutcomeUnknown];

    /// <summary>Nobody was told: it may be taken back.</summary>
    public static IReadOnlyList<RefundState> Untold { get; } = [RefundState.AwaitingApproval, RefundState.Queued];

    public static bool IsInFlight(RefundState state) => state is RefundState.AwaitingApproval or RefundState.Queued or RefundState.Submitted or RefundState.PendingConfirmation or RefundState.OutcomeUnknown;

    /// <summary>It holds a part of what was paid: in flight or proven.</summary>
    public static bool Holds(RefundState state) => IsInFlight(state) || state == RefundState.Confirmed;
}
