using Microsoft.Extensions.Options;

namespace ReturnsConsole.Features.Access;

/// <summary>Finds every fault of section "Access" at the start.</summary>
internal sealed class AccessOptionsFaults : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var faults = new List<string>();
        Within(faults, "Access:Password:MinLength", options.Password.MinLength, 8, 128);
        Within(faults, "Access:Lockout:Tries", options.Lockout.Tries, 1, 100);
        Within(faults, "Access:Lockout:Minutes", options.Lockout.Minutes, 1, 60 * 24);
        Within(faults, "Access:Session:IdleMinutes", options.Session.IdleMinutes, 1, 60 * 24);
        Within(faults, "Access:Session:AbsoluteHours", options.Session.AbsoluteHours, 1, 24 * 7);
        Within(faults, "Access:MaxWindowsPerUser", options.MaxWindowsPerUser, 1, 1_000);
        Within(faults, "Access:AttemptsPerMinute", options.AttemptsPerMinute, 1, 10_000);
        Within(faults, "Access:SetUpTokenMinutes", options.SetUpTokenMinutes, 1, 60 * 24);
        if (options.Password.AmazonPolicy && options.Password.MinLength < 12)
            faults.Add($"Access:Password:MinLength is {options.Password.MinLength}; Amazon's policy (Access:Password:AmazonPolicy) asks for 12 or more.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Within(List<string> faults, string key, int value, int least, int most)
    {
        if (value < least || value > most)
            faults.Add($"{key} is {value}; expected {least} to {most}.");
    }
}
