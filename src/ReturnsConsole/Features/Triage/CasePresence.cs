using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage;

/// <summary>Who has which case open, in this process. Nothing depends on it: two people on one case see each other, the version check keeps them apart.</summary>
public sealed class CasePresence(ChangeFeed feed)
{
    private readonly ChangeFeed feed = feed;
    private readonly Lock gate = new();
    private readonly Dictionary<long, List<Reader>> readers = [];

    /// <summary>Until it is disposed, the person reads the case.</summary>
    public IDisposable Enter(long caseId, int userId, string name)
    {
        var reader = new Reader(this, caseId, userId, name);
        lock (gate)
        {
            if (!readers.TryGetValue(caseId, out var list))
                readers[caseId] = list = [];
            list.Add(reader);
        }
        feed.Publish(ChangeTopic.Presence);
        return reader;
    }

    /// <summary>Names of the other people who read it, each once.</summary>
    public IReadOnlyList<string> Others(long caseId, int userId)
    {
        lock (gate)
            return readers.TryGetValue(caseId, out var list) ? [.. list.Where(r => r.UserId != userId).Select(r => r.Name).Distinct().Order(StringComparer.Ordinal)] : [];
    }

    private sealed class Reader(CasePresence presence, long caseId, int userId, string name) : IDisposable
    {
        public int UserId => userId;

        public string Name => name;

        public void Dispose()
        {
            lock (presence.gate)
            {
                if (!presence.readers.TryGetValue(caseId, out var list) || !list.Remove(this))
                    return;
                if (list.Count == 0)
                    presence.readers.Remove(caseId);
            }
            presence.feed.Publish(ChangeTopic.Presence);
        }
    }
}
