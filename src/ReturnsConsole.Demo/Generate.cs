using System.Globalization;
using ReturnsConsole.Demo.Month;

namespace ReturnsConsole.Demo;

/// <summary>Writes the month's files into a folder, to be dropped on a console by hand.</summary>
internal static class Generate
{
    private const string Usage = "Usage: generate FOLDER [--as-of yyyy-MM-dd]";

    public static int Run(string[] args)
    {
        DateOnly asOf;
        switch (args)
        {
            case [_]:
                asOf = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
                break;
            case [_, "--as-of", var text] when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out asOf):
                break;
            default:
                Console.Error.WriteLine($"'{string.Join(' ', args)}' is not understood. {Usage}");
                return 2;
        }

        var manifest = DemoMonth.Write(args[0], asOf);
        foreach (var file in manifest.Files)
            Console.WriteLine($"{file.Account}\t{file.Kind}\t{file.Path}");
        Console.WriteLine($"{manifest.Orders} orders, {manifest.Returns} returns, {manifest.Refunds} refunds, {manifest.PlantedCases.Count} planted cases");
        foreach (var kind in manifest.PlantedCases.GroupBy(item => item.Kind))
            Console.WriteLine($"  {kind.Key}: {kind.Count()}");
        return 0;
    }
}
