namespace ReturnsConsole.Benchmarks;

public static class CasesBenchmark
{
    public static Task RunAsync() => Task.CompletedTask;
}
