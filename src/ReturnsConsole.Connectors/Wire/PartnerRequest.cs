using System.Net;
using System.Net.Http.Headers;

namespace ReturnsConsole.Connectors.Wire;

/// <summary>One call to a partner.</summary>
/// <param name="Operation">Name of the operation, for its rate and for messages: "getReport".</param>
/// <param name="Make">Makes the request; called anew for every try.</param>
public sealed record PartnerRequest(string Operation, Func<HttpRequestMessage> Make)
{
    /// <summary>Documented rate; null: not limited here.</summary>
    public CallRate? Rate { get; init; }

    /// <summary>Name under which the rate is counted; null: the operation alone. Partners that count all calls of an account together have one name for all.</summary>
    public string? RateGroup { get; init; }

    internal string RateName => RateGroup ?? Operation;

    /// <summary>Repeating it does no harm: it may be tried again although an answer was lost. Reading is; telling is not, unless the partner says so.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Largest answer in bytes that is kept in memory.</summary>
    public int MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Statuses below 500 that the caller deals with itself; everything else that is no success throws.</summary>
    public Func<HttpStatusCode, bool> Accepts { get; init; } = static _ => false;

    /// <summary>Looks at a successful answer and throws a <see cref="PartnerException"/> when it is not what the partner documents: a repeatable call is then tried again like after any broken answer.</summary>
    public Action<PartnerResponse> Check { get; init; } = static _ => { };
}

/// <summary>A partner's whole answer.</summary>
public sealed record PartnerResponse(HttpStatusCode Status, ReadOnlyMemory<byte> Body, HttpResponseHeaders Headers, MediaTypeHeaderValue? ContentType, string? RequestId)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

/// <summary>What partners do differently: where they put their request id, their rate, their error code and the wait.</summary>
public sealed record PartnerManners
{
    /// <summary>Header that carries the partner's id of the request.</summary>
    public string? RequestIdHeader { get; init; }

    /// <summary>Calls a second as the answer tells it; null when it does not.</summary>
    public Func<HttpResponseHeaders, double?> RateOf { get; init; } = static _ => null;

    /// <summary>Code and text of an error answer, from its body; null when the body is not of the partner's shape. The text must not carry personal data.</summary>
    public Func<ReadOnlyMemory<byte>, (string Code, string Text)?> ErrorOf { get; init; } = static _ => null;

    /// <summary>How long a refusal asks to wait, from its body, where Retry-After is not the partner's way.</summary>
    public Func<ReadOnlyMemory<byte>, TimeSpan?> WaitOf { get; init; } = static _ => null;
}

/// <summary>Times and counts of the calls; the defaults fit partners' documented habits.</summary>
public sealed record CallOptions
{
    /// <summary>One try, from sending to the last byte.</summary>
    public TimeSpan PerTry { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All tries and waits together.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Tries after the first.</summary>
    public int Retries { get; init; } = 4;

    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for a token inside a call; a longer one is told to the caller, who comes back later.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>So long a partner that fails again and again is left alone.</summary>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(30);
}
