using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace ReturnsConsole.Components.Tests;

/// <summary>A test that draws components at a fixed moment, seen by a person in Berlin.</summary>
public abstract class Page : BunitContext
{
    /// <summary>20 November 2026, 14:02 UTC; 15:02 in Berlin.</summary>
    protected static readonly DateTime Now = new(2026, 11, 20, 14, 2, 0, DateTimeKind.Utc);

    protected static readonly Viewer Fiona = new(7, "Fiona Nolan", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    protected Page()
    {
        Clock = new ManualClock(Now);
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddLogging();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    protected ManualClock Clock { get; }
}
