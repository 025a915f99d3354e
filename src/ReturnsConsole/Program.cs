return await ReturnsConsole.Verbs.ConsoleVerbs.RunAsync(args);
