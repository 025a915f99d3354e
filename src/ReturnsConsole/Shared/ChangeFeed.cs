namespace ReturnsConsole.Shared;

/// <summary>What open pages can be told about.</summary>
public enum ChangeTopic
{
    Imports,
    Cases,
    Audit,
    Users,
    Sync,
    Partners,
    ReasonCodes,
    Intake,
    Notices,
    ApiKeys,
    Presence,
    Figures,
    Refunds,
    Settings,
    Stock,
    Shipments,
}

/// <summary>Tells open circuits that something changed; they read again by themselves. Handlers are called on the publisher's thread and must only signal.</summary>
public sealed class ChangeFeed
{
    private readonly Lock gate = new();
    private readonly Dictionary<ChangeTopic, List<Action>> handlers = [];

    public IDisposable Subscribe(ChangeTopic topic, Action handler)
    {
        lock (gate)
        {
            if (!handlers.TryGetValue(topic, out var list))
                handlers[topic] = list = [];
            list.Add(handler);
        }
        return new Subscription(this, topic, handler);
    }

    public void Publish(ChangeTopic topic)
    {
        Action[] called;
        lock (gate)
            called = handlers.TryGetValue(topic, out var list) ? [.. list] : [];
        foreach (var handler in called)
            handler();
    }

    private sealed class Subscription(ChangeFeed feed, ChangeTopic topic, Action handler) : IDisposable
    {
        public void Dispose()
        {
            lock (feed.gate)
            {
                if (feed.handlers.TryGetValue(topic, out var list))
                    list.Remove(handler);
            }
        }
    }
}
