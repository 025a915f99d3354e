using System.Globalization;

namespace ReturnsConsole.Features.Settings;

public enum SettingType
{
    /// <summary>"on" or "off".</summary>
    Switch,

    /// <summary>A whole number between bounds, in a unit.</summary>
    Number,
    Choice,
    MoneyPerCurrency,
}

/// <param name="Value">As it is kept.</param>
/// <param name="Words">As a person reads it.</param>
public sealed record SettingChoice(string Value, string Words);

/// <summary>One thing that an administrator decides.</summary>
/// <param name="Name">Stable: rows, the audit trail and support speak of it.</param>
/// <param name="Words">What it does, in plain words.</param>
/// <param name="Default">What holds until somebody decides.</param>
public sealed record Setting(string Name, string Group, string Title, string Words, SettingType Type, string Default)
{
    public const string On = "on";
    public const string Off = "off";

    /// <summary>True: an account may differ from the rest.</summary>
    public bool PerAccount { get; init; }

    public int Min { get; init; }

    public int Max { get; init; }

    /// <summary>"hours", "days", "minutes", "%": what the number counts.</summary>
    public string Unit { get; init; } = "";

    public IReadOnlyList<SettingChoice> Choices { get; init; } = [];

    /// <summary>From the value before and the value after: what the change can do to money or goods, in words; null when it is harmless.</summary>
    public Func<string, string, string?> Consequence { get; init; } = (_, _) => null;

    /// <summary>The value as it is kept; null with the fault when it is none.</summary>
    public string? Read(string text, out string? fault)
    {
        var value = text.Trim();
        fault = null;
        switch (Type)
        {
            case SettingType.Switch when value is On or Off:
                return value;
            case SettingType.Switch:
                fault = $"{Title}: found '{value}', expected on or off.";
                return null;
            case SettingType.Number when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max:
                return number.ToString(CultureInfo.InvariantCulture);
            case SettingType.Number:
                fault = $"{Title}: found '{value}', expected a whole number from {Min} to {Max}{(Unit.Length == 0 ? "" : $" ({Unit})")}.";
                return null;
            case SettingType.Choice when Choices.Any(c => c.Value == value):
                return value;
            case SettingType.Choice:
                fault = $"{Title}: found '{value}', expected one of: {string.Join(", ", Choices.Select(c => c.Words))}.";
                return null;
            default:
                if (MoneyLimits.Read(value, out var wrong) is not { } limits)
                {
                    fault = $"{Title}: {wrong}";
                    return null;
                }
                if (limits.ToString() is { Length: <= SettingValue.MaxValue } kept)
                    return kept;
                fault = $"{Title}: these are too many currencies.";
                return null;
        }
    }

    /// <summary>A kept value as a person reads it.</summary>
    public string Say(string value) => Type switch
    {
        SettingType.Choice => Choices.FirstOrDefault(c => c.Value == value)?.Words ?? value,
        SettingType.Number => Unit.Length == 0 ? value : $"{value} {(value == "1" ? Unit.TrimEnd('s') : Unit)}",
        SettingType.MoneyPerCurrency => MoneyLimits.Read(value, out _) is { } limits && limits.Amounts.Any() ? string.Join(", ", limits.Amounts) + ", other currencies 0" : "0 in every currency",
        _ => value,
    };
}
