namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>What is going to happen, in order of time and, within one instant, in the order it was planned.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (DateTime At, long Number)> _plans = new();
    private long _number;

    public int Count => _plans.Count;

    public void Add(DateTime at, Action act) => _plans.Enqueue(act, (at, _number++));

    public bool TryTake(DateTime until, out DateTime at, out Action act)
    {
        if (_plans.TryPeek(out act!, out var plan) && plan.At <= until)
        {
            _plans.Dequeue();
            at = plan.At;
            return true;
        }

        at = default;
        return false;
    }

    public void Clear() => _plans.Clear();
}
