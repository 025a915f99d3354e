using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Access tokens of Login with Amazon: kept until shortly before they end, counted from when they came, so that a wrong clock does no harm. Callers at the same
/// time share one refresh. A refused grant is not asked for again for a while: only a person can mend it.
/// </summary>
internal sealed class LwaTokens(PartnerConnection connection, PartnerCalls calls, TimeProvider clock, Action<DateTimeOffset?> heard)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(5);
    private readonly Lock gate = new();
    private string token = "";
    private DateTimeOffset until;
    private Task<string>? refresh;
    private (PartnerException Refusal, DateTimeOffset Until)? refused;

    /// <exception cref="PartnerException"><see cref="PartnerFault.AccessDenied"/> when Amazon refuses the credentials.</exception>
    public Task<string> GetAsync(CancellationToken ct)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (refused is { } no && now < no.Until)
                throw no.Refusal;
            if (token.Length > 0 && now < until)
                return Task.FromResult(token);
            // Not the caller's token: a caller that gives up must not take the refresh from the others.
            if (refresh is null || refresh.IsCompleted)
                refresh = Task.Run(() => RefreshAsync(CancellationToken.None), CancellationToken.None);
            return refresh.WaitAsync(ct);
        }
    }

    /// <summary>A call with this token was refused: the next one gets a new token, unless that has happened already.</summary>
    public void Refused(string used)
    {
        lock (gate)
        {
            if (token == used)
                token = "";
        }
    }

    private async Task<string> RefreshAsync(CancellationToken ct)
    {
        try
        {
            var asked = clock.GetUtcNow();
            var fields = new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = connection.Secret("RefreshToken"),
                ["client_id"] = ClientId(),
                ["client_secret"] = connection.Secret("ClientSecret"),
            };
            JsonDocument? json = null;
            var request = new PartnerRequest("token", () => new HttpRequestMessage(HttpMethod.Post, SellingPartner.TokenUrlOf(connection)) { Content = new FormUrlEncodedContent(fields) })
            {
                Repeatable = true,
                MaxBytes = 64 * 1024,
                Check = answer => json = SellingPartnerApi.Parse(connection, "token", answer),
            };
            var answer = await calls.SendAsync(request, ct);
            heard(answer.Headers.Date);
            using (json)
                return Keep(json!.RootElement, asked);
        }
        catch (PartnerException failed) when (Explain(failed) is { } refusal)
        {
            lock (gate)
                refused = (refusal, clock.GetUtcNow() + LeftAlone);
            throw refusal;
        }
    }

    private string Keep(JsonElement answer, DateTimeOffset asked)
    {
        var fresh = answer.Text("access_token")
            ?? throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{connection.Name}: token was answered without an access_token. Check the token address.");
        var lives = TimeSpan.FromSeconds(Math.Clamp(answer.Whole("expires_in") ?? 3600, 0, 24 * 3600));
        lock (gate)
        {
            token = fresh;
            until = asked + lives - (lives / 4 < Ahead ? lives / 4 : Ahead);
            refused = null;
        }
        return fresh;
    }

    private string ClientId() => connection.Option("ClientId") is { Length: > 0 } id
        ? id
        : throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: the client id of the application is not entered. An administrator enters it under Partners.");

    private static PartnerException? Explain(PartnerException failed)
    {
        if (failed.Status is null || (int)failed.Status >= 500)
            return null;
        var advice = failed.Code switch
        {
            "invalid_grant" => "Amazon does not accept the refresh token: the grant was withdrawn, or the token is of another application. Authorise the application again and enter the new refresh token.",
            "unauthorized_client" => "Amazon does not let this application use the refresh token: client id and refresh token do not belong together. Enter those of one application.",
            "invalid_client" => "Amazon does not know the client id or the client secret is wrong (secrets run out after 180 days). Enter the application's present credentials.",
            "access_denied" => "Amazon denies access to this application. Look at the application's state in the developer console.",
            "invalid_scope" or "invalid_request" or "unsupported_grant_type" => "Amazon refuses the request for a token as wrong. Check the token address and the credentials.",
            _ when failed.Fault == PartnerFault.AccessDenied => "Amazon refuses the credentials. Enter the application's present credentials.",
            _ => null,
        };
        return advice is null ? null : new PartnerException(PartnerFault.AccessDenied, $"{failed.Message} {advice}", failed) { Status = failed.Status, RequestId = failed.RequestId, Code = failed.Code };
    }
}
