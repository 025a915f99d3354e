using ReturnsConsole.Data;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Imports.Facts;

/// <summary>The reason codes as they stand when an import begins. A code is known as written, or without its "CR-" prefix.</summary>
internal sealed class ReasonCodes
{
    private readonly ReasonCodeHistory history;

    private ReasonCodes(ReasonCodeHistory history) => this.history = history;

    public static ReasonCodes Load(ConsoleContext db) => new(ReasonCodeHistory.Load(db));

    /// <summary>Held back unless the code is mapped on the day of the return.</summary>
    public MappingStatus StatusOf(string system, string? code, DateTime? requestedAt, DateTime? deliveredAt) =>
        history.IsMapped(system, code, ReasonCodeHistory.DayOf(requestedAt, deliveredAt)) ? MappingStatus.Released : MappingStatus.Quarantined;
}
