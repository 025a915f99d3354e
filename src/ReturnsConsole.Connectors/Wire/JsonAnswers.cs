using System.Text.Json;

namespace ReturnsConsole.Connectors.Wire;

/// <summary>What the connectors of JSON partners share.</summary>
internal static class JsonAnswers
{
    /// <summary>The answer's document; the caller disposes it.</summary>
    /// <exception cref="PartnerException">It is something else: a web page, half a document, nothing.</exception>
    public static JsonDocument Json(this PartnerResponse answer, PartnerConnection connection, string operation)
    {
        try
        {
            return JsonDocument.Parse(answer.Body);
        }
        catch (JsonException)
        {
            throw Unexpected(connection, operation, answer, What(answer));
        }
    }

    /// <summary>For <see cref="PartnerRequest.Check"/>: an answer that is not JSON is tried again like any broken one.</summary>
    public static Action<PartnerResponse> MustBeJson(PartnerConnection connection, string operation) => answer => answer.Json(connection, operation).Dispose();

    public static PartnerException Unexpected(PartnerConnection connection, string operation, PartnerResponse? answer, string found) => new(
        PartnerFault.UnexpectedAnswer,
        $"{connection.Name}: {operation} was answered with {found}, not with what the partner documents. Check the address ({connection.BaseUrl.GetLeftPart(UriPartial.Path)}) and whether something between here and there answers in its place.")
    { Status = answer?.Status, RequestId = answer?.RequestId, MayHaveHappened = true };

    /// <summary>A path below the connection's address, which may have a prefix, with or without a slash at its end. The query stays apart.</summary>
    public static Uri Below(this PartnerConnection connection, string path) =>
        new($"{connection.BaseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path.TrimStart('/')}");

    /// <summary>What an administrator does about a failed test.</summary>
    public static ConnectionAnswer Failed(string called, PartnerException failed) => new(
        false, called, failed.Message,
        failed.Fault switch
        {
            PartnerFault.Misconfigured => "Complete the settings named above.",
            PartnerFault.AccessDenied => "Check the credentials and their rights with the partner. Do not try again and again: some partners block the address.",
            PartnerFault.NameNotFound or PartnerFault.Unreachable or PartnerFault.Certificate => "Check the address.",
            PartnerFault.Throttled => "Wait a little and test again.",
            PartnerFault.NotFound => "Check the address and the project or account it names.",
            PartnerFault.UnexpectedAnswer => "Check the address: something else answers there.",
            _ => "Test again in a few minutes; if it stays, ask the partner and name the request id.",
        },
        failed.RequestId);

    /// <summary>What a failed call means for a message.</summary>
    public static SendAnswer Outcome(PartnerException failed, string? reference = null) => failed switch
    {
        { MayHaveHappened: true } => new(SendResult.Unknown, failed.Message, reference, failed.RetryAfter, failed.RequestId),
        { IsPassing: true } or { Fault: PartnerFault.AccessDenied or PartnerFault.Misconfigured or PartnerFault.Conflict or PartnerFault.Certificate } => new(SendResult.NotDone, failed.Message, reference, failed.RetryAfter, failed.RequestId) { IsThrottled = failed.Fault == PartnerFault.Throttled },
        _ => new(SendResult.Refused, failed.Message, reference, null, failed.RequestId),
    };

    private static string What(PartnerResponse answer)
    {
        var head = System.Text.Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 200)]).TrimStart();
        if (answer.Body.Length == 0)
            return "nothing";
        return head.StartsWith('<') ? "a web page or XML" : head.StartsWith('{') || head.StartsWith('[') ? "JSON that breaks off or is damaged" : "text that is not JSON";
    }
}
