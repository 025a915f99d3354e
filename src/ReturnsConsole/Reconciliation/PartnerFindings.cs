namespace ReturnsConsole.Reconciliation;

/// <summary>Findings about partners themselves: silence, messages that did not arrive, words that nobody documented.</summary>
public static class PartnerFindings
{
    /// <summary>StaleSync. Since: the last good run, or the moment in which calling stopped.</summary>
    /// <param name="stream">Null: the console no longer calls the partner at all.</param>
    public static Finding StaleSync(string partner, string? stream, DateTime since, string why) => new()
    {
        Kind = CaseKind.StaleSync,
        SubjectKey = Words.Clip(stream is null ? partner : $"{partner}/{stream}", 200),
        Severity = stream is null ? FindingSeverity.Critical : FindingSeverity.High,
        Headline = Words.Clip(stream is null ? $"{partner} is no longer called" : $"{partner}: {stream} silent", 60),
        Sentence = stream is null
            ? $"The console stopped calling {partner} on {Words.Day(since)}: {why}"
            : $"The stream {stream} of {partner} has had no good run since {Words.Day(since)}. The last one said: {why}",
        Facts = [],
        Since = since,
    };

    /// <summary>FailedUpdate. Since: when the message was written.</summary>
    public static Finding FailedUpdate(string partner, string key, string title, string subject, string said, bool unknown, DateTime since) => new()
    {
        Kind = CaseKind.FailedUpdate,
        SubjectKey = Words.Clip($"{partner}/{key}", 200),
        Severity = unknown ? FindingSeverity.Critical : FindingSeverity.High,
        Headline = Words.Clip(unknown ? $"Unknown outcome: {title}" : $"Not told: {title}", 60),
        Sentence = unknown
            ? $"{title} for {subject} was sent to {partner}, and nobody knows whether it arrived. It is not sent again by itself. {said}"
            : $"{partner} was not told: {title} for {subject}. {said}",
        Facts = [],
        Since = since,
    };

    /// <summary>DarkReturn: a returns platform tells of a parcel, and no return that it belongs to ever came. Since: when it was first told of, plus the days of the settings.</summary>
    /// <param name="key">Identity of the parcel at its platform.</param>
    /// <param name="number">What is printed on it.</param>
    /// <param name="told">Null: nobody said when.</param>
    public static Finding DarkParcel(string platform, string key, string number, string orderId, long sighting, DateTime? told, DateTime? since) => new()
    {
        Kind = CaseKind.DarkReturn,
        SubjectKey = Words.Clip($"parcel {platform}/{key}", 200),
        Severity = FindingSeverity.High,
        OrderId = orderId,
        Headline = "Parcel without a return",
        Sentence = $"{platform} told of the parcel {number}{(told is { } at ? $" on {Words.Day(at)}" : "")}{(orderId.Length > 0 ? $" for order {orderId}" : "")}. No return that it belongs to is known here.",
        Facts = [new(FactKind.Parcel, sighting, "no return")],
        Since = since,
        NotMatched = ["No item of the same return, display id, label or tracking number."],
    };

    /// <summary>UnknownPartnerValue: pushed messages of a partner that could not be understood. Since: the first of them.</summary>
    public static Finding NotUnderstood(string partner, long count, string problem, DateTime since) => new()
    {
        Kind = CaseKind.UnknownPartnerValue,
        SubjectKey = Words.Clip($"{partner}/messages", 200),
        Severity = FindingSeverity.High,
        Headline = Words.Clip($"{partner}: messages not understood", 60),
        Sentence = $"{Words.Count(count, "message", "messages")} that {partner} pushed could not be understood and are kept as they came. {problem}",
        Facts = [],
        Since = since,
    };

    /// <summary>UnknownPartnerValue. Since: when it was seen first.</summary>
    /// <param name="field">Partner, document and field.</param>
    public static Finding UnknownValue(string field, string value, DateTime since) => new()
    {
        Kind = CaseKind.UnknownPartnerValue,
        SubjectKey = Words.Clip($"{field}={value}", 200),
        Severity = FindingSeverity.Normal,
        Headline = Words.Clip($"Not known: {value}", 60),
        Sentence = $"{field} says '{value}', which is not among the documented values. It is kept as it came.",
        Facts = [],
        Since = since,
    };
}
