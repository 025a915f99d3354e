using Microsoft.Playwright;
using Xunit;

namespace ReturnsConsole.EndToEnd.Support;

/// <summary>Looks at pages one after the other: photographed, accessible, without console errors, never wider than the window.</summary>
internal sealed class Look(ConsolePage person, string suffix)
{
    private readonly List<string> faults = [];

    /// <param name="there">What must be seen before the picture is taken.</param>
    public async Task AtAsync(string name, ILocator there)
    {
        await Assertions.Expect(there).ToBeVisibleAsync();
        await person.PhotographAsync($"{name}-{suffix}");
        faults.AddRange((await person.FaultsAsync()).Select(fault => $"{name}: {fault}"));
        person.ForgetTroubles();
        var wide = await person.Page.EvaluateAsync<int>("() => Math.max(...[document.scrollingElement, document.querySelector('main')].map(e => e.scrollWidth - e.clientWidth))");
        if (wide > 0)
            faults.Add($"{name}: {wide} px wider than the window");
    }

    public void AssertGood() => Assert.True(faults.Count == 0, string.Join("\n\n", faults));
}
