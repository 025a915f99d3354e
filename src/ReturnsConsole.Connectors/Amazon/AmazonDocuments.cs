using System.Net;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>
/// Fetches Amazon's report and feed documents. Their addresses live for five minutes, so each is asked for directly before it is used; they lie on another host,
/// which gets no token.
/// </summary>
internal sealed class AmazonDocuments(SellingPartnerApi api)
{
    private static readonly FileLimits Limits = new();

    /// <param name="operation">getReportDocument or getFeedDocument.</param>
    /// <param name="path">Path of the document's description.</param>
    /// <param name="name">What people call the document.</param>
    /// <exception cref="PartnerException">The document could not be fetched whole.</exception>
    public async Task<AmazonDocument> FetchAsync(string operation, string path, string name, CancellationToken ct)
    {
        for (var again = false; ; again = true)
        {
            var (url, packed) = await ResolveAsync(operation, path, ct);
            try
            {
                return await DownloadAsync(operation, url, packed, name, ct);
            }
            catch (PartnerException ended) when (ended.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.BadRequest)
            {
                if (again)
                    throw new PartnerException(PartnerFault.Expired, $"{api.Connection.Name}: the address of {name} was refused twice, freshly made the second time ({(int)ended.Status}). It is tried again at the next run.", ended) { Status = ended.Status, RequestId = ended.RequestId };
            }
            catch (PartnerFileException damaged)
            {
                if (again)
                    throw new PartnerException(PartnerFault.Broken, $"{api.Connection.Name}: {name} came damaged twice: {damaged.Refusal.Message}", damaged);
            }
        }
    }

    private async Task<(Uri Url, bool Packed)> ResolveAsync(string operation, string path, CancellationToken ct)
    {
        using var answer = await api.GetAsync(operation, path, [], ct);
        var text = answer.Payload.Text("url");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && (api.IsSecure || url.Scheme != Uri.UriSchemeHttp)))
            throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: {operation} was answered without an address that can be fetched from.") { RequestId = answer.RequestId };
        return (url, answer.Payload.Text("compressionAlgorithm") is not null);
    }

    private async Task<AmazonDocument> DownloadAsync(string operation, Uri url, bool packed, string name, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            PartnerResponse answer;
            await using (var target = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 64 * 1024, FileOptions.Asynchronous))
            {
                answer = await api.Documents.DownloadAsync(new PartnerRequest($"{operation} (download)", () => new HttpRequestMessage(HttpMethod.Get, url)) { Repeatable = true }, target, ct);
                target.Position = 0;
                packed &= IsGzip(target);
            }
            if (answer.ContentType?.MediaType is "text/html")
                throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: a web page came instead of {name}. A sign-in page or a proxy stands between here and {url.Host}.") { Status = answer.Status };
            if (packed)
                path = await UnpackAsync(path, name, ct);
            var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            return new AmazonDocument(content, answer.ContentType?.CharSet?.Trim('"'), answer.ContentType?.MediaType);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Unpacks into another file; the packed one is gone afterwards.</summary>
    private static async Task<string> UnpackAsync(string packed, string name, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var plain = PartnerFiles.Entries(packed, name, Limits)[0].Open();
            await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous);
            await plain.CopyToAsync(target, ct);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        File.Delete(packed);
        return path;
    }

    private static bool IsGzip(FileStream file)
    {
        Span<byte> head = stackalloc byte[2];
        return file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head[0] == 0x1F && head[1] == 0x8B;
    }
}

/// <summary>A fetched document, unpacked, in a file that goes when it is closed.</summary>
/// <param name="Charset">As the host declared it ("Cp1252"); null when it did not.</param>
internal sealed record AmazonDocument(FileStream Content, string? Charset, string? MediaType) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
