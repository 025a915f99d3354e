Console.WriteLine("Returns Console demo");
