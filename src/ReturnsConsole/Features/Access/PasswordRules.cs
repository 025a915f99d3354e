using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ReturnsConsole.Features.Access;

/// <summary>What a password must be, in words.</summary>
public sealed class PasswordRules(IOptions<AccessOptions> options) : IPasswordValidator<ConsoleUser>
{
    private const int MaxLength = 256;

    /// <summary>The rules in one sentence, to stand under a field.</summary>
    public string Hint => $"At least {options.Value.Password.MinLength} characters{(options.Value.Password.AmazonPolicy ? ", with upper and lower case, a digit and a symbol" : "")}; not your user name. A few unrelated words do well.";

    /// <summary>Null when it will do; else what is missing.</summary>
    public string? FaultOf(string? password, string userName)
    {
        var rules = options.Value.Password;
        if (string.IsNullOrEmpty(password) || password.Length < rules.MinLength)
            return $"The password needs at least {rules.MinLength} characters.";
        if (password.Length > MaxLength)
            return $"The password may have at most {MaxLength} characters.";
        if (userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
            return "The password must not contain the user name.";
        if (CommonPasswords.Contains(password))
            return "This password is on the lists that attackers try first. Choose another.";
        if (rules.AmazonPolicy && !(password.Any(char.IsUpper) && password.Any(char.IsLower) && password.Any(char.IsDigit) && password.Any(c => !char.IsLetterOrDigit(c))))
            return "The password needs an upper case letter, a lower case letter, a digit and a symbol.";
        return null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<ConsoleUser> manager, ConsoleUser user, string? password) =>
        Task.FromResult(FaultOf(password, user.UserName ?? "") is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = fault })
            : IdentityResult.Success);

    /// <summary>A one-time password has no date of change; Amazon's policy lets a password live a year.</summary>
    public static bool MustChange(ConsoleUser user, PasswordOptions rules, DateTime now) =>
        user.PasswordChangedAt is not { } changed || (rules.AmazonPolicy && now - changed > TimeSpan.FromDays(365));
}
