using ReturnsConsole.Components;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Lookup;

/// <summary>The answer in words that can be read out. Made by <see cref="StatusWords"/> alone.</summary>
public sealed record LookupAnswer
{
    public required Tone Tone { get; init; }

    /// <summary>Three to six words.</summary>
    public required string Status { get; init; }

    /// <summary>One or two sentences: where it is, and the money.</summary>
    public required string Sentence { get; init; }

    public required IReadOnlyList<AnswerRow> Rows { get; init; }

    /// <summary>To be read or pasted to the customer as it is.</summary>
    public required string Script { get; init; }

    /// <summary>The same in German.</summary>
    public required string GermanScript { get; init; }

    public string ScriptIn(string language) => language == CustomerLanguages.German ? GermanScript : Script;

    /// <summary>What may be promised and what not; for the agent.</summary>
    public required string Promise { get; init; }

    public required Eligibility Eligibility { get; init; }

    /// <summary>Newest first, what is still to come on top.</summary>
    public required IReadOnlyList<TimelineStep> Timeline { get; init; }

    public required IReadOnlyList<OtherReturn> Others { get; init; }

    /// <summary>Null: the order has no return.</summary>
    public ReturnTracks? Tracks { get; init; }
}

/// <summary>A question a customer asks, and its answer.</summary>
/// <param name="By">The day within the answer that somebody is held to, in words: "by Mon 23 Nov".</param>
public sealed record AnswerRow(string Question, string Text, string? By = null, bool Late = false, string? Detail = null);

/// <param name="When">As shown: "18 Nov, 15:41", "by 23 Nov".</param>
/// <param name="Source">Who says so; empty for what is to come.</param>
public sealed record TimelineStep(DateTime At, string When, string Text, string Source, Tone Tone, bool IsFuture = false);

public sealed record OtherReturn(long ReturnId, string Name, string Item, Tone Tone, string Status, long? Amount, string Currency);

/// <summary>What Amazon's policy probably says. Always an estimate: no system tells it.</summary>
public sealed record Eligibility(string Verdict, DateTime? Until, IReadOnlyList<EligibilityGround> Grounds)
{
    /// <summary>Null: it cannot be estimated.</summary>
    public bool? Takes { get; init; }
}

public sealed record EligibilityGround(Tone Tone, string Text);

/// <summary>What the words are made with, beside the facts.</summary>
/// <param name="NowUtc">Now.</param>
/// <param name="Zone">Of the person who reads.</param>
/// <param name="Rules">Deadlines, tolerances, the lag of Amazon's figures.</param>
/// <param name="Policy">Return windows and holiday rules.</param>
public sealed record LookupContext(DateTime NowUtc, TimeZoneInfo Zone, Reconciliation.ReconciliationSettings Rules, LookupSettings Policy);
