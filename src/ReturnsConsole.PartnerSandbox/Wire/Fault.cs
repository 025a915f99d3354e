using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Wire;

internal enum FaultKind
{
    Status429,
    Status500,
    Status503,
    Slow,
    Garbage,
    Truncate,
    DropBeforeAccept,
    DropAfterAccept,
    FatalPartial,
    DuplicateWebhook,
    ReorderWebhooks,
    ExpiredToken,
}

/// <summary>Trouble that waits for calls to strike.</summary>
/// <param name="Partner">A partner's name or its beginning ("amazon"); * is all.</param>
/// <param name="Operation">As the partner's contract calls it; * is all; webhooks are "webhook", the work on a feed is "feed".</param>
/// <param name="Count">How often it strikes before it is spent.</param>
/// <param name="Probability">Of striking a call that it could strike.</param>
/// <param name="Milliseconds">For slow: the whole time that the answer drips.</param>
internal sealed record Fault(string Partner, string Operation, FaultKind Kind, int Count, double Probability, ulong Seed, int Milliseconds)
{
    public int Struck { get; set; }

    public bool Fits(string partner, string operation) => Struck < Count
        && (Partner == "*" || Letters(partner).StartsWith(Letters(Partner), StringComparison.OrdinalIgnoreCase))
        && (Operation == "*" || string.Equals(Operation, operation, StringComparison.OrdinalIgnoreCase));

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetter));
}

/// <summary>The faults that are set, in the order they were set.</summary>
internal sealed class FaultSet
{
    private readonly Lock _gate = new();
    private readonly List<(Fault Fault, SeededRandom Random)> _faults = [];

    public void Add(Fault fault)
    {
        lock (_gate)
            _faults.Add((fault, new SeededRandom(fault.Seed)));
    }

    public IReadOnlyList<Fault> All()
    {
        lock (_gate)
            return [.. _faults.Select(entry => entry.Fault)];
    }

    public void Clear()
    {
        lock (_gate)
            _faults.Clear();
    }

    /// <summary>The first fault among these kinds that strikes here, or null. A strike is counted.</summary>
    public Fault? Draw(string partner, string operation, Predicate<FaultKind> kinds)
    {
        lock (_gate)
        {
            foreach (var (fault, random) in _faults)
            {
                if (!kinds(fault.Kind) || !fault.Fits(partner, operation) || random.Below(1_000_000) >= fault.Probability * 1_000_000)
                    continue;

                fault.Struck++;
                return fault;
            }

            return null;
        }
    }
}
