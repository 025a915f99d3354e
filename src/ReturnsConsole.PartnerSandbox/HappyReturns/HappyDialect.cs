using System.Globalization;
using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.HappyReturns;

/// <summary>One key in a header; when the leaky bucket is full, the wait stands in the text only.</summary>
internal sealed class HappyDialect() : Dialect("happyReturns")
{
    public const string ApiKey = "sandbox-hr-key";

    public override Answer? Authenticate(Call call)
    {
        call.Account = HappyReturnsWorld.RetailerId;
        return call.Header("X-Hr-Apikey") == ApiKey ? null : TokenExpired();
    }

    public override Answer BadCall(BadCallException bad) => Refuse(bad.Code == "NotFound" ? 404 : 400, bad.Message);

    public override Answer TooMany(Operation operation) => Refuse(429, string.Create(
        CultureInfo.InvariantCulture, $"too many requests: limit {(operation.Rate > 0 ? operation.Rate : 0.5):0.000000} requests/sec, leaky bucket size {Math.Max(operation.Burst, 2)}"));

    public override Answer Broken(int status) => Refuse(status, status == 503 ? "service unavailable" : "internal server error");

    public override Answer TokenExpired() => Refuse(401, "invalid api key");

    private static Answer Refuse(int status, string message) => Answer.Json(status, new { ErrorMessage = message });
}
