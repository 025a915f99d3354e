namespace ReturnsConsole.Connectors.Payloads;

/// <summary>The table of payload kinds; a connector adds its own here.</summary>
internal static class PayloadFormats
{
    public static readonly PayloadFormat[] All =
    [
    ];
}
