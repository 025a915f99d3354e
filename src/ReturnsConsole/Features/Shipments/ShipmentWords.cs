using System.Globalization;
using ReturnsConsole.Components;
using ReturnsConsole.Features.Shipments.Unloading;

namespace ReturnsConsole.Features.Shipments;

/// <summary>How shipments speak.</summary>
public static class ShipmentWords
{
    public static (Tone Tone, string Word) Of(ShipmentState state) => state switch
    {
        ShipmentState.Unloading => (Tone.Flow, "Unloading"),
        ShipmentState.Paused => (Tone.Warn, "Paused"),
        ShipmentState.Closed => (Tone.Still, "Closed"),
        _ => (Tone.Expected, "Under way"),
    };

    public static string Number(int n) => n.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(int n, string one, string many) => $"{Number(n)} {(n == 1 ? one : many)}";

    public static (Tone Tone, string Words) Of(UnloadKind kind, string other) => kind switch
    {
        UnloadKind.Expected => (Tone.Good, "Unloaded"),
        UnloadKind.OtherShipment => (Tone.Warn, $"Too many: on {other}'s manifest"),
        UnloadKind.NotOnManifest => (Tone.Warn, "Too many: on no manifest"),
        _ => (Tone.Critical, "Too many: nobody knows it"),
    };

    /// <summary>The answer in a few words: heading of its card, and spoken.</summary>
    public static (Tone Tone, string Words) Of(UnloadAnswer answer) => answer.Result switch
    {
        UnloadResult.Unloaded when answer.Elsewhere.Length > 0 => (Tone.Warn, $"{answer.Item} came before, with {answer.Elsewhere}"),
        UnloadResult.Unloaded => (Tone.Good, $"{answer.Item} unloaded"),
        UnloadResult.Already => (Tone.Still, $"{answer.Item} is here already"),
        UnloadResult.OtherShipment => (Tone.Warn, $"{answer.Item} belongs to shipment {answer.Elsewhere}"),
        UnloadResult.NotOnManifest => (Tone.Warn, $"{answer.Item} is not on this manifest"),
        UnloadResult.Unknown => (Tone.Critical, $"Nobody knows {answer.Code}"),
        UnloadResult.Choose => (Tone.Warn, $"{answer.Code} names {Count(answer.Choices.Count, "item", "items")}. Which one is it?"),
        _ => (Tone.Critical, "Not counted"),
    };

    /// <summary>The scanner's sound, as the browser knows it.</summary>
    public static string SoundOf(UnloadAnswer answer) => answer.Result switch
    {
        UnloadResult.Unloaded when answer.Elsewhere.Length == 0 => "known",
        UnloadResult.Refused => "refused",
        UnloadResult.Unknown => "unknown",
        _ => "near",
    };
}
