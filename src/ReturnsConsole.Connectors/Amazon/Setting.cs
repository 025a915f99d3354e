using System.Text.Json;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Connectors.Amazon;

/// <summary>Options and answers that several calls need in the same way.</summary>
internal static class Setting
{
    /// <exception cref="PartnerException">No marketplace is entered.</exception>
    public static IReadOnlyList<string> Marketplaces(PartnerConnection connection)
    {
        var ids = connection.Option("MarketplaceIds").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return ids.Length > 0 ? ids : throw new PartnerException(PartnerFault.Misconfigured, $"{connection.Name}: no marketplace id is entered. An administrator enters them under Partners.");
    }

    public static string MarketplaceList(PartnerConnection connection) => string.Join(',', Marketplaces(connection));

    /// <summary>The array an answer must have; an answer without it is another site's or another version's, not an empty one.</summary>
    public static IEnumerable<JsonElement> Array(SellingPartnerApi api, string operation, JsonElement answer, string name, string? requestId) =>
        answer.Field(name) is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray()
            : throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{api.Connection.Name}: {operation} was answered without '{name}'. Something else than Amazon's API answers, or Amazon changed it.") { RequestId = requestId };
}
