using System.Globalization;
using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Amazon;

/// <summary>How the Selling Partner API knows its callers and words its refusals.</summary>
/// <param name="accounts">The accounts that may call here.</param>
internal sealed class AmazonDialect(string partner, AccessTokens tokens, params string[] accounts) : Dialect(partner)
{
    public override Answer? Authenticate(Call call)
    {
        var token = call.Header("x-amz-access-token");
        if (string.IsNullOrEmpty(token))
            return Refuse(403, "Unauthorized", "Access to requested resource is denied.", "Access token is missing in the request header.");

        if (tokens.Account(token, out var known) is not { } account)
            return known ? TokenExpired() : Refuse(403, "Unauthorized", "Access to requested resource is denied.", "The access token you provided is revoked, malformed or invalid.");

        if (!accounts.Contains(account))
            return Refuse(403, "Unauthorized", "Access to requested resource is denied.", "The application has no role for this operation.");

        call.Account = account;
        return null;
    }

    public override Answer BadCall(BadCallException bad) => Refuse(bad.Code == "NotFound" ? 404 : 400, bad.Code ?? "InvalidInput", bad.Message);

    public override Answer TooMany(Operation operation) =>
        Refuse(429, "QuotaExceeded", "You exceeded your quota for the requested resource.") with
        {
            Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = "TooManyRequestsException" },
        };

    public override Answer Broken(int status) => status == 503
        ? Refuse(503, "ServiceUnavailable", "Service is temporarily unavailable. Please try again.")
        : Refuse(500, "InternalFailure", "We encountered an internal error. Please try again.");

    public override Answer TokenExpired() =>
        Refuse(403, "Unauthorized", "Access to requested resource is denied.", "The access token you provided has expired.");

    public override IEnumerable<KeyValuePair<string, string>> Headers(Operation operation, Answer answer, bool limited)
    {
        yield return new("x-amzn-RequestId", Guid.NewGuid().ToString());
        if (limited && operation.Rate > 0 && answer.Status is not (429 or 403))
            yield return new("x-amzn-RateLimit-Limit", operation.Rate.ToString("0.0###", CultureInfo.InvariantCulture));
    }

    public static Answer Refuse(int status, string code, string message, string details = "") =>
        Answer.Json(status, new { errors = new[] { new { code, message, details } } });

    public static Answer NotFound(string what) => Refuse(404, "NotFound", $"The {what} was not found.");
}
