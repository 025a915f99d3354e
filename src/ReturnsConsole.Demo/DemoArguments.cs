using System.Globalization;

namespace ReturnsConsole.Demo;

/// <summary>What the demo was started with.</summary>
/// <param name="Data">Folder of the throw-away database.</param>
/// <param name="Urls">Null: port 5080, or a free one.</param>
/// <param name="Still">Only the month: no partners, nothing happens by itself.</param>
/// <param name="PerMinute">Steps in the lives of orders and returns that the partners go through in a minute.</param>
internal sealed record DemoArguments(DateOnly AsOf, string Data, string? Urls, bool Still, int PerMinute)
{
    public const string Usage = "Known: --as-of yyyy-MM-dd, --data FOLDER, --urls ADDRESS, --still, --pace STEPS-A-MINUTE; or generate FOLDER [--as-of yyyy-MM-dd].";
    private const int UsualPerMinute = 15;

    /// <returns>Null with a sentence when something is not understood.</returns>
    public static (DemoArguments? Arguments, string Fault) Read(string[] args, DateOnly today)
    {
        var read = new DemoArguments(today, Path.Combine(Path.GetTempPath(), "returns-console-demo"), null, false, UsualPerMinute);
        var words = new Queue<string>(args.SelectMany(Split));
        while (words.TryDequeue(out var word))
        {
            if (word is "--still" or "--quiet")
            {
                read = read with { Still = true };
                continue;
            }
            if (word is not ("--as-of" or "--data" or "--urls" or "--pace"))
                return (null, $"'{word}' is not understood. {Usage}");
            if (!words.TryDequeue(out var value) || value.Length == 0)
                return (null, $"'{word}' needs a value. {Usage}");
            switch (word)
            {
                case "--as-of" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                    read = read with { AsOf = day };
                    break;
                case "--as-of":
                    return (null, $"--as-of '{value}' is no day; it is written as 2026-11-30.");
                case "--pace" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var pace) && pace is >= 1 and <= 600:
                    read = read with { PerMinute = pace };
                    break;
                case "--pace":
                    return (null, $"--pace '{value}' must be a whole number from 1 to 600.");
                case "--data":
                    read = read with { Data = Path.GetFullPath(value) };
                    break;
                default:
                    if (value.Split(';').Any(url => !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
                        return (null, $"--urls '{value}' is no address; it is written as http://127.0.0.1:5080.");
                    read = read with { Urls = value };
                    break;
            }
        }
        return (read, "");
    }

    private static string[] Split(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? [word[..at], word[(at + 1)..]] : [word];
}
