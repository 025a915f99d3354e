using System.CommandLine;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Features.Triage.Verbs;

namespace ReturnsConsole.Verbs;

/// <summary>The command line: a verb does one thing and ends; no verb starts the console.</summary>
public static class ConsoleVerbs
{
    public static Task<int> RunAsync(string[] args) =>
        args is [] || (args[0].StartsWith('-') && args[0] is not ("-h" or "--help" or "-?" or "--version"))
            ? WebStart.RunAsync(args)
            : RunVerbAsync(args, Console.In, Console.Out, Console.Error);

    /// <summary>The same with given streams, for tests.</summary>
    public static async Task<int> RunVerbAsync(string[] args, TextReader input, TextWriter output, TextWriter error, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var verbs = new VerbCommands(new VerbHost(input, output, error, settings));
        var root = new RootCommand("Returns Console: makes returns tie out. Without a verb it starts the web console.") { verbs.Json };
        root.Subcommands.Add(verbs.Migrate(MigrateVerb.RunAsync));
        root.Subcommands.Add(verbs.UserAdd(UserAddVerb.RunAsync));

        root.Subcommands.Add(verbs.Import((given, context) =>
            context.Services.GetRequiredService<ImportVerb>().RunAsync(Actor.Terminal, given.Files, given.Account, given.Culture, context.Json, context.Out, context.Error, context.Stop)));
        root.Subcommands.Add(verbs.Reconcile((full, context) => context.Services.GetRequiredService<ReconcileVerb>().RunAsync(context.Out, context.Json, full, context.Stop)));
        root.Subcommands.Add(verbs.Sync((partner, once, context) => context.Services.GetRequiredService<SyncVerb>().RunAsync(partner, once, context.Json, context.Out, context.Error, context.Stop)));
        root.Subcommands.Add(verbs.Cases((given, context) =>
            context.Services.GetRequiredService<CasesVerb>().RunAsync(context.Out, context.Error, context.Json, given.Kind, given.Status, context.Stop)));
        root.Subcommands.Add(verbs.Verify(context => context.Services.GetRequiredService<VerifyVerb>().RunAsync(context.Out, context.Json, context.Stop)));
        root.Subcommands.Add(verbs.Export((given, context) =>
            context.Services.GetRequiredService<ExportVerb>().RunAsync(context.Out, context.Error, context.Json, given.What, given.Id, given.Out, context.Stop)));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors)
                await error.WriteLineAsync(fault.Message);
            await error.WriteLineAsync("'--help' lists the verbs and their options.");
            return ExitCodes.BadInput;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }
}
