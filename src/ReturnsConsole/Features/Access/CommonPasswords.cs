namespace ReturnsConsole.Features.Access;

/// <summary>Passwords that guessers try first, reduced to their letters' core: "P@ssw0rd2026!" and "password" are one.</summary>
internal static class CommonPasswords
{
    private static readonly HashSet<string> Cores = new(StringComparer.Ordinal)
    {
        "a", "abc", "abcd", "abcdef", "abcdefghijkl", "abcdefghijklm", "admin", "administrator", "adminadmin", "amazon", "amazonseller", "asdf", "asdfghjkl", "asdfghjklasdf", "autumn",
        "baseball", "changeme", "changemenow", "changemeplease", "companyname", "correcthorsebatterystaple", "default", "demo", "demodemo", "dragon", "finance", "football",
        "guest", "hello", "helloworld", "iloveyou", "iloveyouforever", "iloveyousomuch", "letmein", "letmeinnow", "letmeinplease", "login", "lovelovelove", "master", "monkey", "mypassword",
        "mysecretpassword", "password", "passwordpassword", "passwort", "passwortpasswort", "princess", "qazwsx", "qazwsxedc", "qwerty", "qwertyqwerty", "qwertyuiop", "qwertyuiopasdf",
        "qwertzuiop", "returns", "returnsconsole", "root", "secret", "secretpassword", "secretsecret", "seller", "spring", "summer", "sunshine", "superman", "superuser", "supersecret", "test",
        "testtest", "testtesttest", "thisisapassword", "trustnoone", "user", "warehouse", "welcome", "welcomewelcome", "whatever", "winter", "yourpassword", "zxcvbnm",
    };

    public static bool Contains(string password)
    {
        var core = CoreOf(password);
        return (core.Length > 0 ? Cores.Contains(core) : password.Length < 20) || password.Distinct().Count() <= 3;
    }

    private static string CoreOf(string password)
    {
        var trimmed = password.Trim().TrimEnd("0123456789!?.*#$-_ ".ToCharArray()).TrimStart("0123456789!?.*#$-_ ".ToCharArray());
        var letters = trimmed.ToLowerInvariant().Select(c => c switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', '!' => 'i', _ => c });
        return new string([.. letters.Where(char.IsLetter)]);
    }
}
