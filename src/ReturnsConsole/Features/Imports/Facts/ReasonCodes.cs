using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>The reason-code table as it stands when an import begins. A code is known as written, or without its "CR-" prefix.</summary>
internal sealed class ReasonCodes
{
    private readonly HashSet<(string, string)> known;

    private ReasonCodes(IEnumerable<(string System, string Code)> codes) => known = [.. codes.Select(c => (c.System, ReasonCodeText.Normal(c.Code)))];

    public static ReasonCodes Load(ConsoleContext db) =>
        new(db.ReasonCodeMappings.AsNoTracking().Select(m => new { m.SourceSystem, m.Code }).AsEnumerable().Select(m => (m.SourceSystem, m.Code)));

    /// <summary>No reason given is nothing to map.</summary>
    public MappingStatus StatusOf(string system, string? code) =>
        string.IsNullOrWhiteSpace(code) || known.Contains((system, ReasonCodeText.Normal(code))) ? MappingStatus.Released : MappingStatus.Quarantined;
}
