namespace ReturnsConsole.Connectors.Wire;

/// <summary>One account's partner, ready to be called. Holds no state that matters: tokens are fetched anew, rate limits live in <see cref="RateBuckets"/>.</summary>
public interface IPartnerConnector
{
    PartnerDescription Description { get; }

    /// <summary>Makes the cheapest call that proves address and credentials. Never throws for what a partner or network does.</summary>
    Task<ConnectionAnswer> TestAsync(CancellationToken ct);

    /// <summary>
    /// Fetches one window of a stream and hands everything to the sink as it came. Repeating a window is harmless. Not to be called twice at once for one
    /// connection and stream.
    /// </summary>
    /// <exception cref="PartnerException">The window could not be fetched to its end; what was handed out stays valid.</exception>
    Task<PullResult> PullAsync(string stream, PullWindow window, IPayloadSink sink, CancellationToken ct);

    /// <summary>
    /// Reads what the message is computed from, right before it is sent. Changes nothing there. The caller keeps the answer durably before it sends, so that a lost
    /// answer can be cleared by comparing; sending again is preparing again.
    /// </summary>
    Task<PreparedMessage> PrepareAsync(PartnerMessage message, CancellationToken ct) => Task.FromResult(new PreparedMessage(message));

    /// <summary>Tells the partner something, at most once: never repeats a call whose outcome is unknown.</summary>
    /// <param name="messageKey">Our key of the message; goes where the partner has a place for it.</param>
    Task<SendAnswer> SendAsync(PartnerMessage message, string messageKey, CancellationToken ct);

    /// <summary>Asks the partner what became of a message whose outcome is unknown or that it takes its time over. Changes nothing there.</summary>
    /// <param name="reference">What <see cref="SendAsync"/> gave; null when it gave nothing.</param>
    Task<SendAnswer> AskAsync(PartnerMessage message, string messageKey, string? reference, CancellationToken ct);
}

/// <summary>A stretch of the partner's time, UTC, start inclusive, end exclusive.</summary>
/// <param name="Cursor">Where an unfinished window goes on, as the connector said it in <see cref="PullResult.Cursor"/>.</param>
public sealed record PullWindow(DateTime FromUtc, DateTime UntilUtc, string? Cursor = null)
{
    /// <summary>
    /// What the console knows to be open, for partners that offer no list: express codes of open returns, else order numbers. Streams that do not need it ignore it.
    /// Empty: there is nothing to ask for.
    /// </summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];
}

/// <summary>How far a window is.</summary>
/// <param name="Complete">Everything of the window was handed out: the watermark may move to its end once that is committed.</param>
/// <param name="Cursor">Where to go on when not complete; opaque, at most 2,000 characters, no secret.</param>
/// <param name="ComeBackIn">The partner needs this long (a report is being made). Waiting is rescheduling.</param>
/// <param name="RequestId">The partner's id of the last request, for its support.</param>
public sealed record PullResult(bool Complete, string? Cursor = null, TimeSpan? ComeBackIn = null, string? RequestId = null);

/// <summary>What a test of the connection found, in plain words.</summary>
/// <param name="Called">"GET https://…/orders": what was called, without secrets.</param>
/// <param name="Said">What the answer was.</param>
/// <param name="Advice">What to do; empty when it works.</param>
public sealed record ConnectionAnswer(bool Works, string Called, string Said, string Advice = "", string? RequestId = null);

/// <summary>Takes what a partner sent, as it came.</summary>
public interface IPayloadSink
{
    /// <summary>A report file as the partner made it; its reader is found by content.</summary>
    /// <param name="name">For people: "settlement 123456.txt".</param>
    /// <param name="charset">Charset that the partner declared; null when it declared none.</param>
    Task ReportAsync(string name, Stream content, string? charset, CancellationToken ct);

    /// <summary>One document (an order, a return, a page of transactions) as JSON.</summary>
    /// <param name="payload">Name of its <c>PayloadFormat</c>.</param>
    /// <param name="json">The document's bytes, UTF-8; the sink copies them before it returns.</param>
    ValueTask DocumentAsync(string payload, ReadOnlyMemory<byte> json, CancellationToken ct);
}

/// <summary>A message that is about to be sent.</summary>
/// <param name="Message">With what was read for it; messages that need nothing are as they were.</param>
/// <param name="Failed">Why it cannot be sent now; null when it can.</param>
public sealed record PreparedMessage(PartnerMessage Message, SendAnswer? Failed = null);

/// <summary>What became of a message.</summary>
public enum SendResult : byte
{
    /// <summary>The partner has done it or promises to.</summary>
    Accepted = 1,

    /// <summary>Taken, not done yet: ask again by the reference.</summary>
    Pending = 2,

    /// <summary>Not done, and the same message will not be taken: a person decides.</summary>
    Refused = 3,

    /// <summary>Certainly not done: may be sent again.</summary>
    NotDone = 4,

    /// <summary>Nobody knows whether it was done. Never to be sent again by a machine.</summary>
    Unknown = 5,
}

/// <summary>The answer to a message or an enquiry.</summary>
/// <param name="Message">What happened, in words a person understands.</param>
/// <param name="Reference">The partner's id of it (feed id, transaction id, version), to ask with.</param>
/// <param name="After">When to send or ask again.</param>
/// <param name="Parts">For documents of many messages: the result of each, by its key.</param>
public sealed record SendAnswer(
    SendResult Result, string Message, string? Reference = null, TimeSpan? After = null, string? RequestId = null, IReadOnlyList<PartAnswer>? Parts = null)
{
    /// <summary>The partner, or the rate that it documents, asked to come later: no try that failed.</summary>
    public bool IsThrottled { get; init; }
}

/// <summary>What became of one message of a document.</summary>
public sealed record PartAnswer(string Key, SendResult Result, string Message);
