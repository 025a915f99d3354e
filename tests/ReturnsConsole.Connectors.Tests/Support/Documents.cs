using System.Text;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Connectors.Payloads;
using ReturnsConsole.Connectors.Tests.Files;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Tests.Support;

/// <summary>Keeps what a connector hands out.</summary>
internal sealed class KeptDocuments : IPayloadSink
{
    public List<(string Payload, string Json)> All { get; } = [];

    public Task ReportAsync(string name, Stream content, string? charset, CancellationToken ct) => throw new InvalidOperationException("No platform makes reports.");

    public ValueTask DocumentAsync(string payload, ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        All.Add((payload, Encoding.UTF8.GetString(json.Span)));
        return ValueTask.CompletedTask;
    }

    /// <summary>The rows of all documents, read by way of payload files as the console does.</summary>
    public Collector Read()
    {
        var collected = new Collector();
        foreach (var kind in All.GroupBy(d => d.Payload))
            Documents.Read(collected, kind.Key, [.. kind.Select(d => d.Json)]);
        return collected;
    }
}

internal static class Documents
{
    public static Collector Read(string payload, params string[] documents) => Read(new Collector(), payload, documents);

    public static Collector Read(Collector into, string payload, params string[] documents)
    {
        var lines = documents.Select(d => d.ReplaceLineEndings(" ")).Prepend($$"""{"payload":"{{payload}}"}""");
        var entry = Reading.Entry(string.Join('\n', lines) + "\n");
        PartnerFiles.Read(entry, entry.Profile(), Reading.Limits, into, null, CancellationToken.None);
        return into;
    }

    public static PullWindow Day(int day, string? cursor = null, params string[] subjects) =>
        new(new DateTime(2026, 8, day, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 8, day + 1, 0, 0, 0, DateTimeKind.Utc), cursor) { Subjects = subjects };

    public static DateTime At(int day, int hour, int minute = 0) => new(2026, 8, day, hour, minute, 0, DateTimeKind.Utc);
}
