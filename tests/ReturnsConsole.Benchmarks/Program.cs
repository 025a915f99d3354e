Console.WriteLine("Returns Console benchmarks");
