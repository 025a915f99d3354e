using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ReturnsConsole.Connectors.Wire;

/// <summary>
/// A bearer token by OAuth2 client credentials (HTTP Basic), kept until shortly before it ends and fetched anew once when the partner refuses it.
/// Only refused credentials throw <see cref="PartnerFault.AccessDenied"/>.
/// </summary>
internal sealed class ClientToken(PartnerCalls calls, PartnerWorld world, Func<IReadOnlyList<KeyValuePair<string, string>>> form)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private volatile Held? held;

    /// <summary>Sends with a token; a refused token is replaced once.</summary>
    public async Task<PartnerResponse> SendAsync(PartnerRequest request, CancellationToken ct)
    {
        var used = await GetAsync(null, ct);
        try
        {
            return await calls.SendAsync(With(request, used), ct);
        }
        catch (PartnerException refused) when (refused.Status == System.Net.HttpStatusCode.Unauthorized)
        {
            return await calls.SendAsync(With(request, await GetAsync(used, ct)), ct);
        }
    }

    /// <summary>Fetches a token and nothing else.</summary>
    public async Task CheckAsync(CancellationToken ct) => held = await FetchAsync(ct);

    private static PartnerRequest With(PartnerRequest request, string bearer) => request with
    {
        Make = () =>
        {
            var message = request.Make();
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
            return message;
        },
    };

    private async Task<string> GetAsync(string? refused, CancellationToken ct)
    {
        // Two callers that fetch at once do no harm.
        if (held is not { } has || has.Token == refused || world.Clock.GetUtcNow() >= has.Ends)
            held = has = await FetchAsync(ct);
        return has.Token;
    }

    private async Task<Held> FetchAsync(CancellationToken ct)
    {
        try
        {
            return await AskAsync(ct);
        }
        catch (PartnerException failed) when (failed.MayHaveHappened)
        {
            // What the token was wanted for certainly did not happen.
            throw new PartnerException(failed.Fault, failed.Message, failed) { Status = failed.Status, RequestId = failed.RequestId, RetryAfter = failed.RetryAfter, Code = failed.Code };
        }
    }

    private async Task<Held> AskAsync(CancellationToken ct)
    {
        const string operation = "access token";
        var connection = calls.Connection;
        var address = connection.TokenUrl
            ?? throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: the token address is not entered. An administrator enters it under Partners.");
        if (connection.Option("ClientId") is not { Length: > 0 } id)
            throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: the client id is not entered. An administrator enters it under Partners.");
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{connection.Secret("ClientSecret")}"));
        var answer = await calls.SendAsync(
            new PartnerRequest(operation, () => new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent(form()),
                Headers = { Authorization = new AuthenticationHeaderValue("Basic", basic) },
            })
            {
                Repeatable = true,
                MaxBytes = 64 * 1024,
                Accepts = status => status == System.Net.HttpStatusCode.BadRequest,
            }, ct);
        if (!answer.IsSuccess)
            throw new PartnerException(PartnerFault.AccessDenied, $"{connection.Name}: no access token was given for this client id, secret and scope. Check them with the partner.") { Status = answer.Status, RequestId = answer.RequestId };
        using var json = answer.Json(connection, operation);
        var given = json.RootElement;
        if (given.ValueKind != JsonValueKind.Object || !given.TryGetProperty("access_token", out var text) || text.ValueKind != JsonValueKind.String || text.GetString() is not { Length: > 0 } access)
            throw JsonAnswers.Unexpected(connection, operation, answer, "JSON without an access_token");
        var seconds = given.TryGetProperty("expires_in", out var life) && life.TryGetInt64(out var l) ? Math.Clamp(l, 1, 604_800) : 3600;
        var lasts = TimeSpan.FromSeconds(seconds);
        return new Held(access, world.Clock.GetUtcNow() + (lasts > 2 * Ahead ? lasts - Ahead : lasts / 2));
    }

    private sealed record Held(string Token, DateTimeOffset Ends)
    {
        public override string ToString() => nameof(Held);
    }
}
