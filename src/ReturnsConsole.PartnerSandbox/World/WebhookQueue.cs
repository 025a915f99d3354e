namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>Where a partner's webhooks go, and the secret they are signed with.</summary>
/// <param name="Kind">happyReturns or rebound.</param>
/// <param name="Header">Name of the header that carries the signature.</param>
internal sealed record WebhookTarget(string Kind, Uri Url, string Secret, string Header);

internal sealed record WebhookMessage(WebhookTarget Target, byte[] Body);

/// <summary>Webhooks that wait to be delivered.</summary>
internal sealed class WebhookQueue
{
    private readonly Dictionary<string, WebhookTarget> _targets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<WebhookMessage> _waiting = new();

    public IReadOnlyCollection<WebhookTarget> Targets => _targets.Values;

    public int Waiting => _waiting.Count;

    public void Aim(WebhookTarget target) => _targets[target.Kind] = target;

    public bool Wanted(string kind) => _targets.ContainsKey(kind);

    /// <summary>Does nothing when nobody has asked for this partner's webhooks.</summary>
    public void Post(string kind, Func<byte[]> body)
    {
        if (_targets.TryGetValue(kind, out var target))
            _waiting.Enqueue(new WebhookMessage(target, body()));
    }

    public List<WebhookMessage> TakeAll()
    {
        var all = _waiting.ToList();
        _waiting.Clear();
        return all;
    }

    public void Clear() => _waiting.Clear();
}
