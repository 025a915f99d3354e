using ReturnsConsole;
using ReturnsConsole.Demo;

if (args is ["generate", ..])
    return Generate.Run(args[1..]);

var (arguments, fault) = DemoArguments.Read(args, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
if (arguments is null)
    return NotStarted(fault);
try
{
    return await DemoRun.RunAsync(arguments) is { } why ? NotStarted(why) : 0;
}
catch (Exception trouble) when (StartTrouble.Words(trouble) is not null)
{
    return NotStarted(StartTrouble.Words(trouble)!);
}

static int NotStarted(string why)
{
    Console.Error.WriteLine($"The demo did not start: {why}");
    return 2;
}
