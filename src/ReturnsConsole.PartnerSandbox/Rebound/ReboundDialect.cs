using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Rebound;

/// <summary>Login and key in every form; errors as JSON envelopes with status 200. Bad logins block the caller's address.</summary>
internal sealed class ReboundDialect() : Dialect("rebound")
{
    public const string Login = "sandbox-login";
    public const string ApiKey = "sandbox-api-key";
    private const int BadLoginsBeforeBlock = 5;
    private int _badLogins;

    public override Answer? Authenticate(Call call)
    {
        call.Account = "rebound";
        if (Volatile.Read(ref _badLogins) >= BadLoginsBeforeBlock)
            return Error("ip_blocked", "Your IP address is blocked because of too many failed logins.");

        var form = call.Form();
        if (string.IsNullOrEmpty(form.GetValueOrDefault("login")))
            return Error("login_empty", "The login is empty.");

        if (string.IsNullOrEmpty(form.GetValueOrDefault("api_key")))
            return Error("api_key_empty", "The API key is empty.");

        if (form["login"] == Login && form["api_key"] == ApiKey)
        {
            Volatile.Write(ref _badLogins, 0);
            return null;
        }

        Interlocked.Increment(ref _badLogins);
        return TokenExpired();
    }

    public void Unblock() => Volatile.Write(ref _badLogins, 0);

    public override Answer BadCall(BadCallException bad) => Error(bad.Code ?? "request_wrong", bad.Message);

    public override Answer TooMany(Operation operation) => Answer.Text(429, "Too Many Requests", "text/plain; charset=utf-8");

    public override Answer Broken(int status) =>
        Error("internal", "An internal error occurred.") with { Status = status };

    public override Answer TokenExpired() => Error("access_denied", "Access denied: login or API key is wrong.");

    public static Answer Error(string code, string message) => Answer.Ok(new { error = new { code, message = new[] { message } } });

    public static Answer Success(object success) => Answer.Ok(new { success });
}
