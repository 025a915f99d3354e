using System.Text.Json;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Payloads;

/// <summary>Reads payload files: flat memory, one document at a time.</summary>
internal static class PayloadReader
{
    private static ReadOnlySpan<byte> Mark => "{\"payload\":\""u8;

    public static bool IsPayload(ReadOnlySpan<byte> head) => head.StartsWith(Mark);

    public static FileInspection Inspect(WatchedSource source, string name, FileLimits limits, CancellationToken ct)
    {
        var head = source.Head.Span;
        var end = head.IndexOf((byte)'\n');
        var first = (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
        var kind = first.Length > Mark.Length + 2 && first.EndsWith("\"}"u8) ? System.Text.Encoding.UTF8.GetString(first[Mark.Length..^2]) : "";
        if (PayloadFormat.Of(kind) is not { } format)
            return Refusals.Refuse(RefusalReason.UnknownFormat, $"{name} is a payload file of the kind '{Refusals.Show(kind, 60)}', which is not known here. It may come from a newer console.");
        var lines = 0L;
        foreach (var document in Lines(source, limits, ct))
            lines += document.Length > 0 ? 1 : 0;
        source.CheckUnchanged();
        return new FileInspection(new FileProfile
        {
            Format = format.Format,
            Layout = "one JSON document a line",
            Encoding = FileEncoding.Utf8,
            Numbers = NumberCulture.Any,
            Dates = DateOrder.Unambiguous,
            Delimiter = '\0',
            Evidence = [$"{format.Title}: named on line 1"],
            EstimatedRows = Math.Max(0, lines - 1),
            Bytes = source.Raw.Count,
        }, null);
    }

    public static void Read(WatchedSource source, FileProfile profile, FileLimits limits, IPartnerFileSink sink, IProgress<ReadProgress>? progress, CancellationToken ct)
    {
        var format = PayloadFormat.Of(profile.Format)!;
        var rows = new PayloadRows(sink);
        long line = 0;
        foreach (var document in Lines(source, limits, ct))
        {
            if (++line == 1 || document.Length == 0)
                continue;
            rows.Read(format, document, line);
            if ((line & 1023) == 0)
                progress?.Report(new ReadProgress(line, source.Raw.Count, source.TotalBytes));
        }
        source.CheckUnchanged();
        progress?.Report(new ReadProgress(line, source.Raw.Count, source.TotalBytes));
    }

    /// <summary>The document on a line with its personal fields hidden.</summary>
    public static SourceRowText? Find(WatchedSource source, FileProfile profile, FileLimits limits, long wanted)
    {
        var format = PayloadFormat.Of(profile.Format)!;
        long line = 0;
        foreach (var document in Lines(source, limits, CancellationToken.None))
        {
            if (++line == wanted)
                return line == 1 ? null : Show(format, document, line);
        }
        return null;
    }

    private static SourceRowText Show(PayloadFormat format, ReadOnlyMemory<byte> document, long line)
    {
        var cells = new List<KeyValuePair<string, string>>();
        try
        {
            using var json = JsonDocument.Parse(document);
            Flatten(format, json.RootElement, "", cells);
        }
        catch (JsonException)
        {
            return new SourceRowText(line, [], PersonalData.NotShown);
        }
        return new SourceRowText(line, cells, string.Join('\n', cells.Select(c => $"{c.Key}: {c.Value}")));
    }

    private static void Flatten(PayloadFormat format, JsonElement element, string path, List<KeyValuePair<string, string>> cells)
    {
        if (cells.Count >= 500)
            return;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    var name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                    if (format.PersonalFields.Contains(property.Name))
                        cells.Add(new(name, PersonalData.NotShown));
                    else
                        Flatten(format, property.Value, name, cells);
                }
                break;
            case JsonValueKind.Array:
                var at = 0;
                foreach (var item in element.EnumerateArray())
                    Flatten(format, item, $"{path}[{at++}]", cells);
                break;
            default:
                cells.Add(new(path, element.ToString()));
                break;
        }
    }

    /// <summary>The lines without their ends; the memory is valid until the next one.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Lines(WatchedSource source, FileLimits limits, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        int start = 0, end = 0;
        long line = 0;
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line++;
                var next = start + at + 1;
                yield return Trim(buffer, start, start + at);
                start = next;
                continue;
            }
            ct.ThrowIfCancellationRequested();
            if (end - start > limits.MaxLineBytes * 16L)
                throw Refusals.Stop(Refusals.LineTooLong(line + 1, limits.MaxLineBytes * 16, openQuote: false));
            if (start > 0)
            {
                Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
                (start, end) = (0, end - start);
            }
            if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = source.Raw.Read(buffer, end, buffer.Length - end);
            if (read == 0)
            {
                if (end > start)
                    yield return Trim(buffer, start, end);
                yield break;
            }
            end += read;
        }
    }

    private static ReadOnlyMemory<byte> Trim(byte[] buffer, int from, int to) => buffer.AsMemory(from, to - from).TrimEnd((byte)'\r');
}
