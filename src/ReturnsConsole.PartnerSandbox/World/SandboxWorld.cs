using ReturnsConsole.PartnerSandbox.Amazon;
using ReturnsConsole.PartnerSandbox.Commercetools;
using ReturnsConsole.PartnerSandbox.HappyReturns;
using ReturnsConsole.PartnerSandbox.Rebound;

namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>Everything that is true at the partners. One lock guards it: take it with <see cref="Do{T}"/>.</summary>
internal sealed class SandboxWorld
{
    private readonly Lock _gate = new();
    private readonly Agenda _agenda = new();

    public SandboxWorld(SandboxOptions options, TimeProvider wall)
    {
        Wall = wall;
        Options = options;
        Clock = new VirtualClock(wall, options.Now ?? wall.GetUtcNow().UtcDateTime, options.Speed);
        Now = Clock.Now;
        Random = new SeededRandom(options.Seed);
        Amazon = new AmazonWorld(this);
        Rebound = new ReboundWorld(this);
        HappyReturns = new HappyReturnsWorld(this);
        Shop = new ShopWorld(this);
    }

    public TimeProvider Wall { get; }

    public SandboxOptions Options { get; }

    public VirtualClock Clock { get; }

    /// <summary>Virtual time of what is happening: of the event being lived, else of the request.</summary>
    public DateTime Now { get; private set; }

    public SeededRandom Random { get; set; }

    public Ledger Ledger { get; } = new();

    public WebhookQueue Webhooks { get; } = new();

    public AmazonWorld Amazon { get; private set; }

    public ReboundWorld Rebound { get; private set; }

    public HappyReturnsWorld HappyReturns { get; private set; }

    public ShopWorld Shop { get; private set; }

    public int Planned => _agenda.Count;

    /// <summary>Brings the world up to its clock, then does the work, with nothing else going on.</summary>
    public T Do<T>(Func<T> work)
    {
        lock (_gate)
        {
            Live();
            return work();
        }
    }

    public void At(DateTime when, Action act) => _agenda.Add(when, act);

    public void After(TimeSpan wait, Action act) => _agenda.Add(Now + wait, act);

    /// <summary>Lets everything happen that was planned up to the clock's now.</summary>
    public void Live()
    {
        var until = Clock.Now;
        while (_agenda.TryTake(until, out var at, out var act))
        {
            Now = at;
            act();
        }

        Now = until;
    }

    /// <summary>Forgets every order, return and effect; credentials, time and faults stay.</summary>
    public void Empty()
    {
        _agenda.Clear();
        Ledger.Clear();
        Webhooks.Clear();
        Amazon = new AmazonWorld(this);
        Rebound = new ReboundWorld(this);
        HappyReturns = new HappyReturnsWorld(this);
        Shop = new ShopWorld(this);
    }
}
