using ReturnsConsole.Benchmarks;

switch (args.FirstOrDefault())
{
    case "reconcile":
        await ReconcileBenchmark.RunAsync();
        break;
    case "cases":
        await CasesBenchmark.RunAsync();
        break;
    default:
        Console.WriteLine("Returns Console benchmarks: reconcile | cases");
        break;
}
