using Microsoft.AspNetCore.WebUtilities;

namespace ReturnsConsole.Features.Lookup;

/// <summary>The one place that writes addresses of the look-up. They carry an identifier, never the text it was pasted in.</summary>
public static class LookupLinks
{
    public const string Path = "lookup";

    public static string Of(string identifier, string? pick = null)
    {
        var query = new Dictionary<string, string?> { ["q"] = identifier };
        if (pick is not null)
            query["pick"] = pick;
        return QueryHelpers.AddQueryString(Path, query);
    }
}
