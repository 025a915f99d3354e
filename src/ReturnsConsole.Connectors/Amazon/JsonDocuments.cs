using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Writes documents on one line, numbers and texts as they came, without what names people.</summary>
internal static class JsonDocuments
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Bytes(JsonElement element, IReadOnlyCollection<string> without) => Write(writer => Copy(element, without, writer));

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return buffer.WrittenMemory;
    }

    public static void Copy(JsonElement element, IReadOnlyCollection<string> without, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    if (without.Contains(property.Name))
                        continue;
                    writer.WritePropertyName(property.Name);
                    Copy(property.Value, without, writer);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Copy(item, without, writer);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
