using ReturnsConsole.Features.ReasonCodes;

namespace ReturnsConsole.Tests.ReasonCodes;

/// <summary>Short ways to write rows of the table.</summary>
internal static class CodeRows
{
    public static ReasonCodeMapping Row(string system, string code, string reason = "Other", bool fault = false, bool toConfirm = false)
    {
        var row = new ReasonCodeMapping { SourceSystem = system, Code = code, CanonicalReason = reason };
        row.Take(MappingValues.Usual(CanonicalReasons.Find(reason)!) with { SellerFault = fault, ToBeConfirmed = toConfirm });
        return row;
    }

    public static MappingRow Seen(string system, string code, string reason = "Other", bool toConfirm = false) =>
        new(new(system, code), MappingValues.Usual(CanonicalReasons.Find(reason)!) with { ToBeConfirmed = toConfirm });

    public static DateTime Day(int day) => new(2026, 11, day, 0, 0, 0, DateTimeKind.Utc);
}
