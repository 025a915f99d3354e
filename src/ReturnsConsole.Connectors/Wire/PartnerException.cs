using System.Net;

namespace ReturnsConsole.Connectors.Wire;

/// <summary>What went wrong between the console and a partner.</summary>
public enum PartnerFault
{
    /// <summary>A setting or credential is missing or contradicts another.</summary>
    Misconfigured = 1,

    /// <summary>The host name is not known.</summary>
    NameNotFound,

    /// <summary>Nothing answers at the address.</summary>
    Unreachable,

    /// <summary>The partner's certificate is not trusted or not for this host.</summary>
    Certificate,

    /// <summary>No whole answer within the time.</summary>
    TimedOut,

    /// <summary>The connection broke off.</summary>
    Broken,

    /// <summary>Credentials or rights are refused. Stops the connector: some partners block addresses that go on trying.</summary>
    AccessDenied,

    /// <summary>Too many calls.</summary>
    Throttled,

    /// <summary>The partner is in trouble (5xx).</summary>
    ServerError,

    /// <summary>The answer is not what the partner documents: a web page, cut off, another shape.</summary>
    UnexpectedAnswer,

    /// <summary>The partner refuses the request as wrong.</summary>
    Rejected,

    /// <summary>The thing asked for does not exist (any more).</summary>
    NotFound,

    /// <summary>A page token or report address has run out: begin the window again.</summary>
    Expired,

    /// <summary>Somebody else changed it: read again and decide again.</summary>
    Conflict,
}

/// <summary>A call to a partner failed. The message is for people: which partner, which call, what it said, what to do. It holds no secret and no personal data.</summary>
public sealed class PartnerException : Exception
{
    public PartnerException(PartnerFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    public PartnerFault Fault { get; }

    public HttpStatusCode? Status { get; init; }

    /// <summary>The partner's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the partner asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The partner's own error code ("QuotaExceeded", "ConcurrentModification").</summary>
    public string? Code { get; init; }

    /// <summary>The request may have been carried out although no answer came.</summary>
    public bool MayHaveHappened { get; init; }

    /// <summary>Trying again later, unchanged, may help.</summary>
    public bool IsPassing => Fault is PartnerFault.NameNotFound or PartnerFault.Unreachable or PartnerFault.TimedOut or PartnerFault.Broken or PartnerFault.Throttled
        or PartnerFault.ServerError or PartnerFault.UnexpectedAnswer or PartnerFault.Expired;
}
