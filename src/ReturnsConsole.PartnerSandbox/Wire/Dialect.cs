namespace ReturnsConsole.PartnerSandbox.Wire;

/// <summary>How one partner knows its callers and how it words refusals.</summary>
internal abstract class Dialect(string partner)
{
    /// <summary>amazonSeller, amazonVendor, rebound, happyReturns, commercetools.</summary>
    public string Partner { get; } = partner;

    /// <summary>Sets <see cref="Call.Account"/>.</summary>
    /// <returns>The refusal, or null when the caller is known.</returns>
    public abstract Answer? Authenticate(Call call);

    public abstract Answer BadCall(BadCallException bad);

    public abstract Answer TooMany(Operation operation);

    /// <param name="status">500 or 503.</param>
    public abstract Answer Broken(int status);

    public abstract Answer TokenExpired();

    /// <summary>Headers that this partner puts on every answer.</summary>
    public virtual IEnumerable<KeyValuePair<string, string>> Headers(Operation operation, Answer answer, bool limited) => [];
}

/// <summary>One thing that a partner can be asked, with its documented rate.</summary>
/// <param name="Rate">Calls per second that flow back into the bucket; 0: no documented limit.</param>
/// <param name="Burst">Size of the bucket.</param>
/// <param name="Open">Asks for no credentials (or checks them itself).</param>
internal sealed record Operation(Dialect Dialect, string Name, double Rate = 0, int Burst = 0, bool Open = false)
{
    public string Partner => Dialect.Partner;
}
