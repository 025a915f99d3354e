using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Webhooks;

/// <summary>x</summary>
public static class WebhookDocuments
{
    /// <summary>x</summary>
    public static IReadOnlyList<(string Payload, ReadOnlyMemory<byte> Json)> Of(PartnerKind kind, ReadOnlyMemory<byte> body) => [];

    /// <summary>x</summary>
    public static string IdentityOf(PartnerKind kind, ReadOnlyMemory<byte> body) => "";
}
