using System.Globalization;

namespace ReturnsConsole.Features.Triage;

/// <summary>The companies a person sees, as a condition.</summary>
internal static class CaseScope
{
    public static string CompanyFilter(IReadOnlySet<int>? companies) => companies switch
    {
        null => "",
        { Count: 0 } => " AND 1 = 0",
        _ => $" AND CompanyId IN ({string.Join(", ", companies.Order().Select(c => c.ToString(CultureInfo.InvariantCulture)))})",
    };

    public static bool Sees(IReadOnlySet<int>? companies, int companyId) => companies is null || companies.Contains(companyId);
}
