using ReturnsConsole.Benchmarks;

switch (args)
{
    case ["import", .. var rest]:
        return await ImportBenchmark.RunAsync(rest);
    case ["reconcile"]:
        await ReconcileBenchmark.RunAsync();
        return 0;
    case ["cases"]:
        await CasesBenchmark.RunAsync();
        return 0;
    default:
        Console.WriteLine("Returns Console benchmarks. Name one: import, reconcile, cases");
        return 2;
}
