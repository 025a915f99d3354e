namespace ReturnsConsole.Features.Settings;

/// <summary>A setting that somebody gave a value. Without a row the default of <see cref="SettingCatalogue"/> holds.</summary>
public sealed class SettingValue
{
    /// <summary>Every account that has no value of its own.</summary>
    public const int AllAccounts = 0;

    public const int MaxValue = 1000;

    public int Id { get; private set; }

    /// <summary><see cref="AllAccounts"/> or the account that differs.</summary>
    public required int AccountId { get; init; }

    public required string Name { get; init; }

    /// <summary>As <see cref="Setting.Read"/> writes it.</summary>
    public required string Value { get; set; }

    public required int ChangedById { get; set; }

    public required string ChangedByName { get; set; }

    public required DateTime ChangedAt { get; set; }

    public int Version { get; set; } = 1;
}
