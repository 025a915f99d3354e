using ReturnsConsole.Components;
using ReturnsConsole.Connectors.Wire;

namespace ReturnsConsole.Features.Sync.Board;

/// <summary>How one partner does as a whole: the worst of its streams, in words.</summary>
/// <param name="Detail">Why, or which streams; one sentence.</param>
/// <param name="Since">Since when it is silent; null when it is not.</param>
public sealed record PartnerStanding(int PartnerId, string Partner, PartnerKind Kind, string Account, StreamState State, string Word, string Detail, DateTime? Since, DateTime? LastSuccessAt)
{
    public Tone Tone => StreamStates.ToneOf(State);

    /// <summary>Somebody should look at it.</summary>
    public bool NeedsSomebody => State is StreamState.Stopped or StreamState.Failing or StreamState.Silent;

    /// <summary>One standing for each partner, in the order of the streams.</summary>
    public static IReadOnlyList<PartnerStanding> Of(IReadOnlyList<StreamRow> streams) => [.. streams.GroupBy(s => s.PartnerId).Select(g => OfOne([.. g]))];

    private static PartnerStanding OfOne(IReadOnlyList<StreamRow> streams)
    {
        var first = streams[0];
        var states = streams.ToLookup(StreamStates.Of);
        var state = Worst.First(s => states[s].Any());
        var concerned = states[state].ToList();
        var titles = string.Join(", ", concerned.Select(s => s.Title));
        DateTime? since = state == StreamState.Silent ? concerned.Min(s => s.QuietSince) : null;
        return new(first.PartnerId, first.Partner, first.Kind, first.Account, state, WordOf(state, states), state switch
        {
            StreamState.Stopped => first.StoppedBecause,
            StreamState.Failing => $"{titles}: {concerned[0].Last?.Message}",
            StreamState.Silent or StreamState.Paused or StreamState.Running or StreamState.Waiting => titles,
            StreamState.SwitchedOff => "It is neither called nor heard.",
            _ => string.Join(", ", streams.Select(s => s.Title)),
        }, since, streams.Max(s => s.LastSuccessAt));
    }

    private static string WordOf(StreamState state, ILookup<StreamState, StreamRow> states) => state switch
    {
        StreamState.Good => "Connected",
        StreamState.Failing => "Last run failed",
        StreamState.Paused => "Paused",
        StreamState.NotYet when states[StreamState.Good].Any() => "Connected",
        _ => StreamStates.WordOf(state),
    };

    /// <summary>What is said of a partner when its streams differ.</summary>
    private static readonly StreamState[] Worst =
        [StreamState.SwitchedOff, StreamState.Stopped, StreamState.Failing, StreamState.Silent, StreamState.Running, StreamState.Waiting, StreamState.Good, StreamState.NotYet, StreamState.Paused];
}
