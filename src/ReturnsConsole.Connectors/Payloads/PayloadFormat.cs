using System.Collections.Frozen;
using System.Text.Json;
using ReturnsConsole.Connectors.Files;

namespace ReturnsConsole.Connectors.Payloads;

/// <summary>
/// One kind of JSON document that partners send. Payloads are kept as files like any other: a first line that names the kind, then one document a line, so that
/// every fact can show the line it came from and a payload can be carried to another console and imported there.
/// </summary>
public abstract class PayloadFormat
{
    /// <summary>Stable name: stands in the first line of the file.</summary>
    public abstract string Name { get; }

    public abstract FileFormat Format { get; }

    /// <summary>"Rebound returns": for messages and screens.</summary>
    public abstract string Title { get; }

    /// <summary>Every kind that is read here.</summary>
    public static IReadOnlyList<PayloadFormat> All { get; } = PayloadFormats.All;

    private static readonly FrozenDictionary<string, PayloadFormat> ByName = PayloadFormats.All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
    private static readonly FrozenDictionary<FileFormat, PayloadFormat> ByFormat = PayloadFormats.All.ToFrozenDictionary(f => f.Format);

    public static PayloadFormat? Of(string name) => ByName.GetValueOrDefault(name);

    public static PayloadFormat? Of(FileFormat format) => ByFormat.GetValueOrDefault(format);

    /// <summary>The first line of a payload file of this kind, without its line end.</summary>
    public string FirstLine => $$"""{"payload":"{{Name}}"}""";

    /// <summary>Names of fields that carry personal data, at any depth: shown as hidden, never handed out.</summary>
    public virtual IReadOnlyCollection<string> PersonalFields => [];

    /// <summary>The document without its personal fields, at any depth; what is left is as it came.</summary>
    public ReadOnlyMemory<byte> WithoutPersonal(ReadOnlyMemory<byte> json)
    {
        if (PersonalFields.Count == 0)
            return json;
        using var document = JsonDocument.Parse(json);
        return Amazon.JsonDocuments.Bytes(document.RootElement, PersonalFields);
    }

    /// <summary>Hands out the facts of one document. What is missing or of another type is rejected by <see cref="PayloadRows.Reject"/>, never thrown; what is not known is kept by <see cref="PayloadRows.Unknown"/>.</summary>
    public abstract void Read(JsonElement document, PayloadRows rows);
}
