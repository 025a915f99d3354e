using ReturnsConsole.Benchmarks;

return args switch
{
    ["import", .. var rest] => await ImportBenchmark.RunAsync(rest),
    ["reconcile"] => await Done(ReconcileBenchmark.RunAsync()),
    ["cases"] => await Done(CasesBenchmark.RunAsync()),
    _ => Usage(),
};

static async Task<int> Done(Task work)
{
    await work;
    return 0;
}

static int Usage()
{
    Console.WriteLine("Returns Console benchmarks. Name one: import | reconcile | cases");
    return 2;
}
