namespace ReturnsConsole.PartnerSandbox.World;

/// <summary>The sandbox's own time: stands still at speed 0, goes with the wall clock at 1, and can be moved forward by hand.</summary>
internal sealed class VirtualClock(TimeProvider wall, DateTime start, double speed)
{
    private DateTime _anchor = start;
    private long _wallAnchor = wall.GetTimestamp();

    public double Speed { get; private set; } = speed;

    public DateTime Now => _anchor + wall.GetElapsedTime(_wallAnchor) * Speed;

    public void MoveTo(DateTime now)
    {
        _anchor = now;
        _wallAnchor = wall.GetTimestamp();
    }

    public void ChangeSpeed(double speed)
    {
        MoveTo(Now);
        Speed = speed;
    }
}
