using System.Globalization;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.ReasonCodes.Versions;

/// <summary>One code as somebody wants it.</summary>
/// <param name="Seen">What the person saw; null: not mapped. Somebody else's change since then is a conflict.</param>
/// <param name="New">Null: the code is dropped.</param>
public sealed record MappingEdit(CodeKey Key, MappingValues? Seen, MappingValues? New);

/// <summary>Changes, adds or drops codes in the draft. All of them or none.</summary>
public sealed class EditMappings(DraftEditing editing)
{
    public const int Most = 1_000;

    public Task<Outcome> RunAsync(Actor actor, IReadOnlyList<MappingEdit> edits, CancellationToken ct) => editing.RunAsync(actor, "reason-codes.edited", work =>
    {
        if (edits.Count is 0 or > Most)
            return Outcome.Refused($"Choose 1 to {Most} codes; these are {edits.Count.ToString(CultureInfo.InvariantCulture)}.");
        foreach (var edit in edits)
        {
            var there = work.Rows.GetValueOrDefault(edit.Key);
            if (there?.Values() != edit.Seen)
                return Outcome.Conflict(WhoChanged(edit.Key, there));
            if (edit.New is null)
            {
                work.Drop(edit.Key);
                continue;
            }
            if (MappingRules.Faults(edit.Key, edit.New).FirstOrDefault() is { } fault)
                return Outcome.Refused($"{edit.Key.Code}, {fault}");
            work.Put(edit.Key, edit.New);
        }
        return Outcome.Done(Done(edits));
    }, ct);

    private static string Done(IReadOnlyList<MappingEdit> edits) => edits switch
    {
        [{ New: null } one] => $"{one.Key.Code} is dropped in the draft.",
        [{ New: { } values, Seen: null } one] => $"{one.Key.Code} is {CanonicalReasons.TitleOf(values.CanonicalReason)} in the draft.",
        [var one] => $"{one.Key.Code} is changed in the draft.",
        _ => $"{edits.Count.ToString(CultureInfo.InvariantCulture)} codes are changed in the draft.",
    };

    private static string WhoChanged(CodeKey key, ReasonCodeMapping? there)
    {
        if (there is null)
            return $"{key.Code} was dropped meanwhile. It has been read again; look before you repeat.";
        var by = there.ChangedAt is { } at ? $"by {there.ChangedByName} at {at.ToString("d MMM HH:mm", CultureInfo.InvariantCulture)} UTC" : "meanwhile";
        return $"{key.Code} was changed {by}: now {MappingWords.Of(there.Values())}. Yours was not kept; look before you repeat.";
    }
}
