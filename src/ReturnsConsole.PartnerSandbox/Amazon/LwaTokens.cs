using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Amazon;

/// <summary>Login with Amazon: a refresh token becomes an access token of an hour.</summary>
internal sealed class LwaTokens(AccessTokens tokens)
{
    public const string ClientId = "sandbox-client";
    public const string ClientSecret = "sandbox-secret";

    public const string RefreshPrefix = "Atzr|";

    private static readonly string[] Accounts = ["us", "uk", "de", "vendor"];

    public Answer Issue(Call call)
    {
        var form = call.Form();
        if (call.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return Refuse(400, "invalid_request", "The request must be form encoded.");

        if (form.GetValueOrDefault("client_id") != ClientId || form.GetValueOrDefault("client_secret") != ClientSecret)
            return Refuse(401, "invalid_client", "Client authentication failed");

        switch (form.GetValueOrDefault("grant_type"))
        {
            case "refresh_token":
                var refresh = form.GetValueOrDefault("refresh_token") ?? "";
                var account = Array.Find(Accounts, name => refresh == RefreshPrefix + name);
                return account is null
                    ? Refuse(400, "invalid_grant", "The request has an invalid grant parameter : refresh_token")
                    : Answer.Ok(new { access_token = tokens.Issue("Atza|", account), refresh_token = refresh, token_type = "bearer", expires_in = (int)tokens.Life.TotalSeconds });
            case "client_credentials":
                var scope = form.GetValueOrDefault("scope") ?? "";
                return scope.StartsWith("sellingpartnerapi::", StringComparison.Ordinal)
                    ? Answer.Ok(new { access_token = tokens.Issue("Atza|", "grantless"), scope, token_type = "bearer", expires_in = (int)tokens.Life.TotalSeconds })
                    : Refuse(400, "invalid_scope", "The requested scope is invalid");
            default:
                return Refuse(400, "unsupported_grant_type", "The authorization grant type is not supported");
        }
    }

    private static Answer Refuse(int status, string error, string description) => Answer.Json(status, new { error, error_description = description });
}
