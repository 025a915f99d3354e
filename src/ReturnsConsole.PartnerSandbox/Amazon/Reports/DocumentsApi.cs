using ReturnsConsole.PartnerSandbox.Amazon.Model;
using ReturnsConsole.PartnerSandbox.Wire;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Amazon.Reports;

/// <summary>The store of files behind reports and feeds: links that live five minutes and know no access token.</summary>
internal sealed class DocumentsApi(SandboxWorld world, Seals seals)
{
    public Answer ReportDocument(Call call) => Describe(call, call.Route("documentId"), "reportDocumentId");

    public Answer FeedDocument(Call call) => Describe(call, call.Route("documentId"), "feedDocumentId");

    public string UploadLink(Call call, AmazonDocument document) => Link(call, $"/amazon/uploads/{document.Id}", "");

    public Answer Download(Call call)
    {
        var path = $"/amazon/documents/{call.Route("documentId")}";
        if (Refused(call, path) is { } refusal)
            return refusal;

        if (world.Amazon.Document(call.Route("documentId")) is not { Content: { } content } document)
            return Xml(404, "NoSuchKey", "The specified key does not exist.");

        var answer = new Answer(200, content, document.ContentType ?? "text/plain");
        return document.Gzip && call.Query("response-content-encoding") == "gzip"
            ? answer with { Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" } }
            : answer;
    }

    /// <summary>Takes a feed's bytes, if they are declared as they were announced.</summary>
    public Answer Upload(Call call)
    {
        var path = $"/amazon/uploads/{call.Route("documentId")}";
        if (Refused(call, path) is { } refusal)
            return refusal;

        if (world.Amazon.Document(call.Route("documentId")) is not { } document)
            return Xml(404, "NoSuchKey", "The specified key does not exist.");

        if (!string.Equals(Plain(call.ContentType), Plain(document.ContentType), StringComparison.OrdinalIgnoreCase))
            return Xml(403, "SignatureDoesNotMatch", "The Content-Type differs from the one the document was created with.");

        world.Amazon.Fill(document, call.Body);
        return Answer.Empty(200);
    }


    private Answer Describe(Call call, string id, string idName)
    {
        if (world.Amazon.Document(id) is not { Content: not null } document || document.Account != call.Account)
            return AmazonDialect.NotFound("document");

        var encoded = call.Query("enableContentEncodingUrlHeader") == "true" ? "response-content-encoding=gzip&" : "";
        var described = new Dictionary<string, string> { [idName] = id, ["url"] = Link(call, $"/amazon/documents/{id}", encoded) };
        if (document.Gzip)
            described["compressionAlgorithm"] = "GZIP";

        return Answer.Ok(described);
    }

    private string Link(Call call, string path, string more) => $"{call.Origin}{path}?{more}{seals.LinkQuery(path)}";

    private Answer? Refused(Call call, string path)
    {
        if (call.Header("x-amz-access-token") is not null)
            return Xml(400, "InvalidRequest", "An access token must not be sent to the document store.");

        return seals.LinkFault(path, call.Query("X-Amz-Until"), call.Query("X-Amz-Signature")) switch
        {
            null => null,
            "AccessDenied" => Xml(403, "AccessDenied", "Request has expired"),
            var code => Xml(403, code, "The request signature we calculated does not match the signature you provided."),
        };
    }

    private static string Plain(string? contentType) => (contentType ?? "").Replace(" ", "", StringComparison.Ordinal);

    private static Answer Xml(int status, string code, string message) =>
        Answer.Text(status, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>", "application/xml");
}
