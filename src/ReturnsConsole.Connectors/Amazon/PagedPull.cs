using System.Globalization;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Goes through the pages of one window, hands the thread back in bounded stretches, and turns a long wait into coming back.</summary>
internal static class PagedPull
{
    private const int MostPages = 50;

    // A cursor holds 2,000 characters at most, the window's end among them.
    private const int LongestToken = 1_900;
    private const string TimeFormat = "yyyyMMddHHmmss";

    /// <param name="page">Fetches and hands out the page of a token, null being the first, of a window up to a time; gives the next token and the request id.</param>
    public static async Task<PullResult> RunAsync(SellingPartnerApi api, PullWindow window, Func<string?, DateTime, Task<(string? Next, string? RequestId)>> page, CancellationToken ct)
    {
        var (until, token) = await BeginAsync(api, window, ct);
        if (until <= window.FromUtc)
            return new PullResult(true);
        string? id = null;
        for (var pages = 1; ; pages++)
        {
            string? next;
            try
            {
                (next, id) = await page(token, until);
            }
            catch (PartnerException wait) when (wait is { Fault: PartnerFault.Throttled, RetryAfter: not null })
            {
                if (token is null || token.Length <= LongestToken)
                    return new PullResult(false, Cursor(until, token), wait.RetryAfter, wait.RequestId ?? id);
                // A token that is too long to be kept can only be waited for here.
                await Task.Delay(wait.RetryAfter.Value, api.Clock, ct);
                continue;
            }
            catch (PartnerException refused) when (token is not null && refused.Fault is PartnerFault.Rejected or PartnerFault.NotFound)
            {
                throw new PartnerException(PartnerFault.Expired, $"{refused.Message} The page token has run out; the window is begun again.", refused) { Status = refused.Status, RequestId = refused.RequestId, Code = refused.Code };
            }
            if (string.IsNullOrEmpty(next))
                return new PullResult(true, RequestId: id);
            if (next == token)
                throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: Amazon gives the same page token again and again. The window is begun again at the next run.") { RequestId = id };
            token = next;
            if (pages >= MostPages && token.Length <= LongestToken)
                return new PullResult(false, Cursor(until, token), null, id);
        }
    }

    private static string? Cursor(DateTime until, string? token) => token is null ? null : until.ToString(TimeFormat, CultureInfo.InvariantCulture) + "~" + token;

    // The arguments of a page token must stay what they were, also when the end was taken back because of a wrong clock.
    private static async Task<(DateTime Until, string? Token)> BeginAsync(SellingPartnerApi api, PullWindow window, CancellationToken ct)
    {
        if (window.Cursor is { } cursor && cursor.IndexOf('~', StringComparison.Ordinal) is var at and > 0
            && DateTime.TryParseExact(cursor[..at], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var until))
            return (until, cursor[(at + 1)..]);
        return (await api.NotTooNewAsync(window.UntilUtc, ct), null);
    }
}
