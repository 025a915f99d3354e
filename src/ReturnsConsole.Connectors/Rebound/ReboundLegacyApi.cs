using System.Globalization;
using System.Text;
using System.Text.Json;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Rebound;

/// <summary>Calls of the legacy API: always POST, the path ends in /json, login and key go as form fields beside the request as JSON, and the answer is an envelope that may hold an error under 200.</summary>
internal sealed class ReboundLegacyApi(PartnerCalls calls)
{
    /// <summary>What stands under <c>success</c>; null when the partner has nothing (<c>empty</c>).</summary>
    public async Task<JsonElement?> CallAsync(string method, Action<Utf8JsonWriter> request, CancellationToken ct)
    {
        var connection = calls.Connection;
        var login = connection.Option("Login");
        if (login.Length == 0)
            throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: the login is not entered. An administrator enters it under Partners.");
        var form = $"login={Uri.EscapeDataString(login)}&api_key={Uri.EscapeDataString(connection.Secret("ApiKey"))}&request={Uri.EscapeDataString(Encoding.UTF8.GetString(JsonText.Compose(request)))}";
        var address = connection.Below($"{method}/json");
        var answer = await calls.SendAsync(
            new PartnerRequest(method, () => new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded") })
            {
                Rate = RateOf(connection),
                RateGroup = "rebound",
                Repeatable = true,
                Check = JsonAnswers.MustBeJson(connection, method),
            }, ct);
        using var json = answer.Json(connection, method);
        var envelope = json.RootElement;
        if (envelope.ValueKind == JsonValueKind.Object && envelope.TryGetProperty("error", out var error))
            return Refused(connection, method, error, answer);
        if (envelope.ValueKind == JsonValueKind.Object && envelope.TryGetProperty("success", out var success))
            return success.Clone();
        throw JsonAnswers.Unexpected(connection, method, answer, "JSON without 'success' or 'error'");
    }

    /// <summary>150 calls in 60 seconds is what a shop connector of another house holds itself to; ReBound publishes no number.</summary>
    public static CallRate RateOf(PartnerConnection connection)
    {
        var perMinute = double.TryParse(connection.Option("CallsPerMinute", "150"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 60_000
            ? number
            : throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: 'Calls a minute' is '{connection.Option("CallsPerMinute")}'; it must be a number from 1 to 60000.");
        var burst = Math.Max(1, (int)(perMinute / 15));
        // So that no 60 seconds hold more calls than allowed: what may come at once counts.
        return new CallRate(Math.Max(perMinute - burst, perMinute / 2) / 60, burst);
    }

    private static JsonElement? Refused(PartnerConnection connection, string method, JsonElement error, PartnerResponse answer)
    {
        var code = error.TextOf("code") ?? "without a code";
        if (code == "empty")
            return null;
        var fault = code switch
        {
            "access_denied" or "ip_blocked" or "login_empty" or "api_key_empty" => PartnerFault.AccessDenied,
            "internal" => PartnerFault.ServerError,
            _ => PartnerFault.Rejected,
        };
        var text = error.Child("message") is { ValueKind: JsonValueKind.Array } several
            ? string.Join(" ", several.EnumerateArray().Where(m => m.ValueKind == JsonValueKind.String).Select(m => m.GetString()))
            : error.TextOf("message") ?? "";
        var advice = code switch
        {
            "ip_blocked" => " The address of this machine is blocked because of too many bad logins: ask Rebound to unblock it, and enter the right credentials first.",
            "access_denied" or "login_empty" or "api_key_empty" => " The connector stops: going on would make Rebound block this address. Check login and key on the profile page.",
            _ => "",
        };
        throw new PartnerException(fault, $"{connection.Name}: {method} was answered with the error {Files.Refusals.Show(code, 60)}{(text.Length > 0 ? $": {Files.Refusals.Show(text)}" : "")}.{advice}")
        { Status = answer.Status, Code = code, RequestId = answer.RequestId };
    }
}
