using System.Text.RegularExpressions;
using Xunit;

namespace ReturnsConsole.Tests.Sync.Support;

/// <summary>What a message to a person must be: words, without traces of code and without secrets.</summary>
internal static partial class Plain
{
    private static readonly string[] Secrets = ["sandbox-secret", "Atzr|", "Atza|", "sandbox-api-key", "sandbox-hr-key", "sandbox-ct-secret", "Bearer ct-"];

    public static void Message(string message)
    {
        Assert.InRange(message.Length, 10, 1000);
        Assert.DoesNotMatch(Code(), message);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, message, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"Exception|   at |System\.|Microsoft\.|NullReference|\bPolly\b|\.cs:line")]
    private static partial Regex Code();
}
