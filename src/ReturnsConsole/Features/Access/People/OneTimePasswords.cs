using System.Security.Cryptography;

namespace ReturnsConsole.Features.Access.People;

/// <summary>Passwords that are read out or pasted once: four groups of five, 100 bits.</summary>
internal static class OneTimePasswords
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New(PasswordRules rules, string userName)
    {
        while (true)
        {
            var text = RandomNumberGenerator.GetString(Alphabet, 20);
            var password = $"{text[..5]}-{text[5..10]}-{text[10..15]}-{text[15..]}";
            if (rules.FaultOf(password, userName) is null)
                return password;
        }
    }
}
