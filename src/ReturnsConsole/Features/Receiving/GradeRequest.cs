using ReturnsConsole.Features.Returns;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Receiving;

/// <summary>What a person says about received goods.</summary>
/// <param name="Key">Made by the page for this click; sent again, it is the same grading.</param>
/// <param name="Version">Mark of the goods as they were shown.</param>
/// <param name="Quantity">Pieces it holds for; fewer than were received splits them off.</param>
/// <param name="Reason">Needed where the disposition is not the proposed one, and for every correction.</param>
public sealed record GradeRequest(string Key, long ReceiptId, long Version, int Quantity, ConditionGrade Grade, Disposition Disposition, string Reason = "")
{
    public IReadOnlyList<string> Checked { get; init; } = [];

    public string Notes { get; init; } = "";

    public IReadOnlyList<Guid> Photos { get; init; } = [];
}

/// <param name="Grading">What stands in the books; null when nothing was written.</param>
/// <param name="Repeated">It had been recorded before: the same request came again.</param>
public sealed record GradeResult(Outcome Outcome, ItemGrading? Grading, bool Repeated = false);
