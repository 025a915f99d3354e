using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>Client credentials, bearer tokens with scopes, errors with code and message.</summary>
internal sealed class ShopDialect(AccessTokens tokens) : Dialect("commercetools")
{
    public const string ClientId = "sandbox-ct-client";
    public const string ClientSecret = "sandbox-ct-secret";
    private const int LifeFactor = 48;

    private static readonly string[] Scopes = ["manage_project", "manage_orders", "view_orders", "manage_products", "view_products", "manage_payments", "view_payments", "manage_subscriptions", "view_messages"];

    /// <summary>Whoever may do everything with a thing may also see it.</summary>
    public static bool Allows(string account, string scope)
    {
        var granted = account.Split(' ');
        string Of(string name) => $"{name}:{ShopWorld.ProjectKey}";
        return granted.Contains(Of("manage_project")) || granted.Contains(Of(scope))
            || (scope.StartsWith("view_", StringComparison.Ordinal) && granted.Contains(Of("manage_" + scope[5..])));
    }

    public static Answer InsufficientScope(string scope) => AuthError(403, "insufficient_scope", $"Insufficient scope. One of the following scopes is missing: {scope}:{ShopWorld.ProjectKey}.");

    public Answer IssueToken(Call call)
    {
        if (!AuthenticationHeaderValue.TryParse(call.Header("Authorization"), out var basic) || basic.Scheme != "Basic" || Decode(basic.Parameter) != $"{ClientId}:{ClientSecret}")
            return AuthError(401, "invalid_client", "Please provide valid client credentials using HTTP Basic Authentication.");

        var form = call.Form();
        if (form.GetValueOrDefault("grant_type") != "client_credentials")
            return AuthError(400, "unsupported_grant_type", "Only client_credentials is supported.");

        var scope = form.GetValueOrDefault("scope") is { Length: > 0 } asked ? asked : $"manage_project:{ShopWorld.ProjectKey}";
        if (scope.Split(' ').Any(one => !Scopes.Contains(one.Split(':')[0]) || !one.EndsWith($":{ShopWorld.ProjectKey}", StringComparison.Ordinal)))
            return AuthError(400, "invalid_scope", $"Malformed parameter: scope: '{scope}'.");

        var life = tokens.Life * LifeFactor;
        return Answer.Ok(new { access_token = tokens.Issue("ct-", scope, life), expires_in = (int)life.TotalSeconds, scope, token_type = "Bearer" });
    }

    public override Answer? Authenticate(Call call)
    {
        if (!AuthenticationHeaderValue.TryParse(call.Header("Authorization"), out var bearer) || bearer.Scheme != "Bearer")
            return AuthError(401, "access_denied", "access_denied");

        if (tokens.Account(bearer.Parameter, out _) is not { } account)
            return TokenExpired();

        call.Account = account;
        return null;
    }

    public override Answer BadCall(BadCallException bad) =>
        Error(bad.Code is "ResourceNotFound" ? 404 : 400, bad.Code ?? "InvalidJsonInput", bad.Message);

    public override Answer TooMany(Operation operation) => Error(429, "OverCapacity", "The service is at capacity. Retry with exponential backoff.");

    public override Answer Broken(int status) => status == 503
        ? Error(503, "OverCapacity", "The service is having trouble handling the load.")
        : Error(500, "General", "Write operation failed.");

    public override Answer TokenExpired() => AuthError(401, "invalid_token", "invalid_token");

    public override IEnumerable<KeyValuePair<string, string>> Headers(Operation operation, Answer answer, bool limited)
    {
        yield return new("X-Correlation-ID", $"projects-{Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture)}");
    }

    private static Answer Error(int statusCode, string code, string message) =>
        Answer.Json(statusCode, new { statusCode, message, errors = new[] { new { code, message } } });

    private static Answer AuthError(int statusCode, string error, string message) =>
        Answer.Json(statusCode, new { statusCode, message, errors = new[] { new { code = error, message } }, error, error_description = message });

    private static string Decode(string? text)
    {
        var bytes = new byte[(text ?? "").Length];
        return Convert.TryFromBase64String(text ?? "", bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
