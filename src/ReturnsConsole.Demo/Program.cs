using System.Globalization;
using ReturnsConsole.Demo.Month;

const string usage = "Usage: generate FOLDER [--as-of yyyy-MM-dd]";

if (args is not ["generate", var folder, .. var rest])
{
    Console.Error.WriteLine(usage);
    return 2;
}

DateOnly asOf;
switch (rest)
{
    case []:
        asOf = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        break;
    case ["--as-of", var text] when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out asOf):
        break;
    default:
        Console.Error.WriteLine($"'{string.Join(' ', rest)}' is not understood. {usage}");
        return 2;
}

var manifest = DemoMonth.Write(folder, asOf);
foreach (var file in manifest.Files)
    Console.WriteLine($"{file.Account}\t{file.Kind}\t{file.Path}");

Console.WriteLine($"{manifest.Orders} orders, {manifest.Returns} returns, {manifest.Refunds} refunds, {manifest.PlantedCases.Count} planted cases");
foreach (var kind in manifest.PlantedCases.GroupBy(item => item.Kind))
    Console.WriteLine($"  {kind.Key}: {kind.Count()}");

return 0;
