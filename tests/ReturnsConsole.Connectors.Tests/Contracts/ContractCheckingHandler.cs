using System.Collections.Concurrent;

namespace ReturnsConsole.Connectors.Tests.Contracts;

/// <summary>
/// Put around an <see cref="HttpClient"/>'s inner handler, it checks every call whose path begins with a base path of a contract, both ways.
/// Paths that begin with one of <paramref name="leftOut"/> (tokens, uploads, downloads, the sandbox's own) and paths under no contract go through unchecked.
/// </summary>
/// <param name="contracts">By base path, which is cut off before the operation is looked up: "/amazon"; "" is the whole host. The longest wins.</param>
/// <param name="leftOut">Base path included: "/amazon/auth".</param>
internal sealed class ContractCheckingHandler(IReadOnlyDictionary<string, IReadOnlyList<Contract>> contracts, params string[] leftOut) : DelegatingHandler
{
    /// <summary>What was wrong, a sentence each, in the order of the calls.</summary>
    public ConcurrentQueue<string> Violations { get; } = [];

    /// <summary>The operations called, so that a test can tell that something was checked at all.</summary>
    public ConcurrentQueue<string> Seen { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var path = address.AbsolutePath;
        var prefix = contracts.Keys.Where(p => Under(path, p)).MaxBy(p => p.Length);
        if (prefix is null || leftOut.Any(p => Under(path, p)))
            return await base.SendAsync(request, cancellationToken);
        if (Contract.Find(contracts[prefix], request.Method.Method, path[prefix.Length..]) is not { } operation)
        {
            Violations.Enqueue($"{request.Method} {path}: no such operation in the contract.");
            return await base.SendAsync(request, cancellationToken);
        }

        Seen.Enqueue(operation.Id);
        var sent = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Add(ContractCheck.Request(operation, address.Query, sent));
        if (sent.Length > 0 && request.Content!.Headers.ContentType?.MediaType != "application/json")
            Violations.Enqueue($"{operation.Id}: the request is sent as {request.Content.Headers.ContentType?.MediaType ?? "nothing"}, not as application/json.");
        var answer = await base.SendAsync(request, cancellationToken);
        Add(ContractCheck.Answer(operation, (int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken)));
        return answer;
    }

    private static bool Under(string path, string prefix) => path.StartsWith(prefix, StringComparison.Ordinal) && (prefix.Length == 0 || path.Length == prefix.Length || path[prefix.Length] == '/');

    private void Add(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            Violations.Enqueue(sentence);
    }
}
