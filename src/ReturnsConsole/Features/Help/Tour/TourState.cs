using ReturnsConsole.Features.Access;

namespace ReturnsConsole.Features.Help.Tour;

/// <summary>The tour in one window: which stop, or none. Nothing of it is kept but that it was taken or declined.</summary>
public sealed class TourState
{
    private IReadOnlyList<TourStep> steps = [];

    public event Action? Changed;

    public int At { get; private set; }

    public int Count => steps.Count;

    public TourStep? Now => At < steps.Count ? steps[At] : null;

    public bool IsLast => At == steps.Count - 1;

    public void Start(Role role) => Show(TourStep.Of(role), 0);

    public void Next() => Show(steps, Math.Min(At + 1, steps.Count - 1));

    public void Back() => Show(steps, Math.Max(At - 1, 0));

    public void End() => Show([], 0);

    private void Show(IReadOnlyList<TourStep> shown, int at)
    {
        (steps, At) = (shown, at);
        Changed?.Invoke();
    }
}
