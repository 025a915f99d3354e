using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReturnsConsole.PartnerSandbox.Wire;

/// <summary>What goes back over the wire, complete in memory so that a fault can damage it.</summary>
internal sealed record Answer(int Status, byte[] Body, string? ContentType)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Names go out as they are written in code; nulls do not go out.</summary>
    public static Answer Json(int status, object value) => new(status, Bytes(value), "application/json");

    public static Answer Ok(object value) => Json(200, value);

    public static Answer Text(int status, string text, string contentType) => new(status, Encoding.UTF8.GetBytes(text), contentType);

    public static Answer Empty(int status) => new(status, [], null);

    public static byte[] Bytes(object value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);
}
