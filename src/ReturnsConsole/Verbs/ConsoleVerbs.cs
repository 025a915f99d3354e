namespace ReturnsConsole.Verbs;

public static class ConsoleVerbs
{
    public static Task<int> RunAsync(string[] args) => WebStart.RunAsync(args);
}
