using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Connectors.Files;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Settlements;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Imports;

/// <summary>The verb <c>import</c>: takes files and directories, imports them now, and tells of each.</summary>
public sealed class ImportVerb(
    IDbContextFactory<ConsoleContext> contexts, ReceiveFile receive, ImportRunner runner, FirstAccount firstAccount, IAccessGuard guard, AnswerCulture answer, TimeProvider clock)
{
    public const int Done = 0;
    public const int Findings = 1;
    public const int BadInput = 2;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="account">Account name; null: the only one.</param>
    /// <param name="culture">Answer for files that do not tell how numbers and dates are written: "de-DE".</param>
    /// <returns>0 done, 1 findings (rejected rows, a settlement that does not tie out), 2 bad usage or input.</returns>
    public async Task<int> RunAsync(
        Actor actor, IReadOnlyList<string> paths, string? account, string? culture, bool json, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ImportFiles, ct) is { } refusal)
            return await FailAsync(error, refusal);
        if (paths.Count == 0)
            return await FailAsync(error, "Name at least one file or directory to import.");
        await firstAccount.RunAsync(actor, ct);
        await runner.RecoverAsync(ct);
        var (accountId, unknown) = await AccountAsync(account, ct);
        if (unknown is not null)
            return await FailAsync(error, unknown);
        var exit = Done;
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal))
                    exit = Math.Max(exit, await ImportAsync(actor, file, accountId, culture, json, output, error, ct));
            }
            else if (File.Exists(path))
            {
                exit = Math.Max(exit, await ImportAsync(actor, path, accountId, culture, json, output, error, ct));
            }
            else
            {
                exit = await FailAsync(error, $"{path}: there is no such file or directory.");
            }
        }
        return exit;
    }

    private async Task<int> ImportAsync(Actor actor, string path, int? accountId, string? culture, bool json, TextWriter output, TextWriter error, CancellationToken ct)
    {
        Reception reception;
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            reception = await receive.RunAsync(actor, accountId, path, stream, ct);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(error, $"{path}: the file cannot be read. {exception.Message}");
        }
        if (reception.Files.Count == 0)
            return await FailAsync(error, $"{path}: {reception.Outcome.Message}");
        var exit = Done;
        foreach (var received in reception.Files)
        {
            if (received.Status is ImportStatus.Queued or ImportStatus.Reading or ImportStatus.NeedsAnswer)
                await FinishAsync(actor, received.FileId, culture, ct);
            exit = Math.Max(exit, await TellAsync(received.FileId, json, output, error, ct));
        }
        return exit;
    }

    private async Task FinishAsync(Actor actor, int fileId, string? culture, CancellationToken ct)
    {
        var answered = false;
        while (true)
        {
            await runner.RunFileAsync(fileId, ct);
            var status = await StatusAsync(fileId, ct);
            if (status == ImportStatus.NeedsAnswer && culture is not null && !answered)
            {
                answered = true;
                await answer.RunAsync(actor, fileId, culture, ct);
            }
            else if (status is not (ImportStatus.Queued or ImportStatus.Reading))
            {
                return;
            }
            else
            {
                // The running console took it, or the database was busy.
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, ct);
            }
        }
    }

    private async Task<ImportStatus> StatusAsync(int fileId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SourceFiles.Where(f => f.Id == fileId).Select(f => f.Status).SingleAsync(ct);
    }

    private async Task<int> TellAsync(int fileId, bool json, TextWriter output, TextWriter error, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.SourceFiles.AsNoTracking().SingleAsync(f => f.Id == fileId, ct);
        // Of a file that was imported before, the settlements are told as they stand.
        var tiesOf = file.Status != ImportStatus.AlreadyImported ? file.Id
            : await db.SourceFiles.Where(f => f.Sha256 == file.Sha256 && f.AccountId == file.AccountId && f.Status == ImportStatus.Done).OrderBy(f => f.Id).Select(f => f.Id).FirstAsync(ct);
        var settlements = await db.Settlements.AsNoTracking().Where(s => s.FileId == tiesOf || db.SettlementLines.Any(l => l.SettlementPk == s.Id && l.FileId == tiesOf)).OrderBy(s => s.Line).ToListAsync(ct);
        if (json)
            await output.WriteLineAsync(Line(file, settlements).ToJsonString(Json));
        else
            await output.WriteLineAsync(Words(file, settlements));
        if (file.Status is ImportStatus.Done or ImportStatus.AlreadyImported)
            return file.Rejected > 0 || (file.Status == ImportStatus.Done && settlements.Exists(s => s.DeclaredTotal != s.SummedTotal)) ? Findings : Done;
        await error.WriteLineAsync($"{file.Name}: {file.Message}{(file.Question is null ? "" : $" {file.Question} Answer with --culture {file.Answers?.Replace(",", " or ", StringComparison.Ordinal)}.")}");
        return BadInput;
    }

    private static JsonObject Line(SourceFile file, List<Settlement> settlements)
    {
        var line = new JsonObject
        {
            ["file"] = file.Name,
            ["format"] = file.Format.ToString(),
            ["encoding"] = file.Format == FileFormat.Unknown ? null : file.Encoding.ToString(),
            ["numbers"] = file.Format == FileFormat.Unknown ? null : file.Numbers.ToString(),
            ["culture"] = file.Culture,
            ["rows"] = file.Rows,
            ["accepted"] = file.Accepted,
            ["duplicates"] = file.Duplicates,
            ["rejected"] = file.Rejected,
            ["ignored"] = file.Ignored,
            ["status"] = file.Status.ToString(),
            ["message"] = file.Message,
            ["question"] = file.Question,
        };
        if (settlements.Count == 1)
        {
            foreach (var (name, value) in Tie(settlements[0]))
                line[name] = value?.DeepClone();
        }
        if (settlements.Count > 0)
            line["settlements"] = new JsonArray([.. settlements.Select(Tie)]);
        return line;
    }

    private static JsonObject Tie(Settlement s) => new()
    {
        ["settlementId"] = s.SettlementId,
        ["currency"] = s.Currency,
        ["declaredTotal"] = s.DeclaredTotal is { } declared ? new Money(declared, s.Currency).ToDecimalString() : null,
        ["summedTotal"] = new Money(s.SummedTotal, s.Currency).ToDecimalString(),
        ["difference"] = s.DeclaredTotal is { } total ? new Money(s.SummedTotal - total, s.Currency).ToDecimalString() : null,
    };

    private static string Words(SourceFile file, List<Settlement> settlements)
    {
        var text = $"{file.Name}: {file.Status}, {file.Format}, {file.Rows:N0} rows, {file.Accepted:N0} accepted, {file.Duplicates:N0} known, {file.Rejected:N0} rejected{(file.Ignored > 0 ? $", {file.Ignored:N0} without data" : "")}";
        foreach (var s in settlements)
        {
            var summed = new Money(s.SummedTotal, s.Currency);
            text += s.DeclaredTotal == s.SummedTotal ? $"; settlement {s.SettlementId} ties out at {summed}"
                : s.DeclaredTotal is { } declared ? $"; settlement {s.SettlementId} is off by {new Money(s.SummedTotal - declared, s.Currency)} (lines {summed}, declared {new Money(declared, s.Currency)})"
                : $"; settlement {s.SettlementId} declares no total, lines sum to {summed}";
        }
        return file.Message is null ? text : $"{text}. {file.Message}";
    }

    private async Task<(int? Id, string? Unknown)> AccountAsync(string? name, CancellationToken ct)
    {
        if (name is null)
            return (null, null);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await db.Accounts.AsNoTracking().ToListAsync(ct);
        return accounts.Find(a => string.Equals(a.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (found.Id, null)
            : (null, $"There is no account \"{name}\". There are: {string.Join(", ", accounts.Select(a => a.Name))}.");
    }

    private static async Task<int> FailAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync(message);
        return BadInput;
    }
}
