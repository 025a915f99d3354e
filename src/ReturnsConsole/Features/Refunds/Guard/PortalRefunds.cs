using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Refunds.Guard;

/// <summary>Returns portals that pay the buyer by themselves. When they do is a setting of theirs that no interface of theirs tells.</summary>
internal static class PortalRefunds
{
    /// <summary>Happy Returns starts the refund when its counter takes the goods, or when a mail return is approved.</summary>
    public static bool MayHavePaid(ReturnItem item) =>
        item.Channel == ReturnChannel.HappyReturns && item.CancelledAt is null && (item.FirstScanAt is not null || IsTaken(item.RequestStatus));

    /// <summary>The spelling is not published: letters decide.</summary>
    private static bool IsTaken(string status) => new string([.. status.Where(char.IsLetter)]).ToLowerInvariant() is "droppedoff" or "approved";
}
