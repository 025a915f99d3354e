using System.CommandLine;

namespace ReturnsConsole.Verbs;

/// <summary>The verbs' words: names, arguments, options. What they do stands with each feature.</summary>
internal sealed class VerbCommands(VerbHost host)
{
    private readonly Option<bool> json = new("--json") { Description = "One JSON object per line.", Recursive = true };

    public Option<bool> Json => json;

    public Command Import(Func<ImportArguments, VerbContext, Task<int>> run)
    {
        var files = new Argument<string[]>("FILE") { Description = "Partner files; .gz and .zip too.", Arity = ArgumentArity.OneOrMore };
        var account = new Option<string?>("--account") { Description = "The account they belong to; needed when there are several.", HelpName = "NAME" };
        var culture = new Option<string?>("--culture") { Description = "How numbers and dates are written, for a file that does not tell: de-DE, en-US …", HelpName = "CULTURE" };
        return Verb("import", "Imports partner files.", [files, account, culture], (parsed, context) =>
            run(new ImportArguments(parsed.GetValue(files) ?? [], parsed.GetValue(account), parsed.GetValue(culture)), context));
    }

    public Command Reconcile(Func<bool, VerbContext, Task<int>> run)
    {
        var full = new Option<bool>("--full") { Description = "All orders, not only those whose facts changed." };
        return Verb("reconcile", "Matches money and goods, opens and closes cases.", [full], (parsed, context) => run(parsed.GetValue(full), context));
    }

    public Command Cases(Func<CasesArguments, VerbContext, Task<int>> run)
    {
        var (kind, status) = CaseFilters();
        return Verb("cases", "Lists cases.", [kind, status], (parsed, context) => run(new CasesArguments(parsed.GetValue(kind), parsed.GetValue(status)), context));
    }

    public Command Sync(Func<string?, bool, VerbContext, Task<int>> run)
    {
        var partner = new Option<string?>("--partner") { Description = "Only this partner.", HelpName = "NAME" };
        var once = new Option<bool>("--once") { Description = "One pass; otherwise it goes on until it is stopped." };
        return Verb("sync", "Fetches what the partners have, and sends what waits.", [partner, once], (parsed, context) => run(parsed.GetValue(partner), parsed.GetValue(once), context));
    }

    public Command Verify(Func<VerbContext, Task<int>> run) =>
        Verb("verify", "Proves the invariants and says what is wrong and where.", [], (_, context) => run(context));

    public Command Export(Func<ExportArguments, VerbContext, Task<int>> run)
    {
        var what = new Argument<string>("WHAT") { Description = "cases or settlement" };
        what.AcceptOnlyFromAmong("cases", "settlement");
        var id = new Argument<string?>("ID") { Description = "The settlement's id.", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string>("--out") { Description = "File to write: .csv or .xlsx.", Required = true, HelpName = "FILE" };
        return Verb("export", "Writes cases or a settlement as CSV or XLSX.", [what, id, to], (parsed, context) =>
            run(new ExportArguments(parsed.GetValue(what)!, parsed.GetValue(id), parsed.GetValue(to)!), context));
    }

    public Command Migrate(Func<VerbContext, Task<int>> run) =>
        Verb("migrate", "Brings the database up to date.", [], (_, context) => run(context), prepare: false);

    public Command UserAdd(Func<UserAddArguments, VerbContext, Task<int>> run)
    {
        var name = new Argument<string>("NAME") { Description = "User name to sign in with." };
        var role = new Option<string>("--role") { Description = "Finance, Warehouse, Cx, Admin or Auditor.", Required = true, HelpName = "ROLE" };
        var display = new Option<string?>("--display-name") { Description = "The name that others see; else the user name.", HelpName = "NAME" };
        var stdin = new Option<bool>("--password-stdin") { Description = "Reads the password from standard input; else one is made and shown once." };
        var add = Verb("add", "Adds a user.", [name, role, display, stdin], (parsed, context) =>
            run(new UserAddArguments(parsed.GetValue(name)!, parsed.GetValue(role)!, parsed.GetValue(display), parsed.GetValue(stdin)), context));
        return new Command("user", "Users of the console.") { add };
    }

    private static (Option<string?> Kind, Option<string?> Status) CaseFilters() =>
        (new("--kind") { Description = "Only this kind, for example OrphanedRefund.", HelpName = "KIND" },
         new("--status") { Description = "Only this status: Open, Waiting, ClosedByFacts, Dismissed, Resolved, WrittenOff, AwaitingApproval.", HelpName = "STATUS" });

    private Command Verb(string name, string description, Symbol[] symbols, Func<ParseResult, VerbContext, Task<int>> run, bool prepare = true)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }
        command.SetAction((parsed, stop) => host.RunAsync(parsed.GetValue(json), prepare, context => run(parsed, context), stop));
        return command;
    }
}
