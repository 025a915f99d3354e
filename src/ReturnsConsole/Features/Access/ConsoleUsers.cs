using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;

namespace ReturnsConsole.Features.Access;

/// <summary>Identity's user manager over the context of one operation, so that a user, its session and its audit entry are one transaction.</summary>
public sealed class ConsoleUsers(
    IOptions<IdentityOptions> identity,
    IPasswordHasher<ConsoleUser> hasher,
    PasswordRules rules,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<ConsoleUser>> log)
{
    public UserManager<ConsoleUser> Over(ConsoleContext db) =>
        new(new UserOnlyStore<ConsoleUser, ConsoleContext, int>(db, errors), identity, hasher, [new UserValidator<ConsoleUser>(errors)], [rules], normalizer, errors, services, log);

    public string Normalized(string name) => normalizer.NormalizeName(name.Trim());

    /// <summary>The faults of a failed result as sentences.</summary>
    public static string WordsOf(IdentityResult result) => string.Join(" ", result.Errors.Select(e => e.Code switch
    {
        "DuplicateUserName" => "There is a user of this name already.",
        "InvalidUserName" => "A user name has letters, digits and . _ - @ only.",
        _ => e.Description,
    }));
}
