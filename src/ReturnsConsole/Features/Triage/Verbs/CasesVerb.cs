using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.Verbs;

/// <summary><c>cases [--kind K] [--status S]</c>: the cases, soonest due first.</summary>
public sealed class CasesVerb(CaseList list)
{
    public async Task<int> RunAsync(TextWriter output, TextWriter error, bool json, string? kind, string? status, CancellationToken ct)
    {
        if (!TryRead(kind, out CaseKind? wantedKind) || !TryRead(status, out CaseStatus? wantedStatus))
        {
            await error.WriteLineAsync($"cases: there is no {(TryRead(kind, out CaseKind? _) ? $"status '{status}'; known are {string.Join(", ", Enum.GetNames<CaseStatus>())}" : $"kind '{kind}'; known are {string.Join(", ", Enum.GetNames<CaseKind>())}")}.");
            return VerbExit.BadInput;
        }
        var request = new CaseListRequest(new CaseFilter { Kind = wantedKind, Status = wantedStatus ?? CaseStatus.Open }, PageSize: 200);
        long rows = 0;
        while (true)
        {
            var answer = await list.RunAsync(Actor.Terminal, request, ct);
            if (answer.Value is not { } page)
            {
                await error.WriteLineAsync($"cases: {answer.Refusal}");
                return VerbExit.BadInput;
            }
            foreach (var row in page.Items)
                await WriteAsync(output, json, row);
            rows += page.Items.Count;
            if (!page.HasNext)
                break;
            request = request with { Move = PageMove.Next, Cursor = page.Cursor };
        }
        if (!json)
            await output.WriteLineAsync(rows == 0 ? "No cases." : $"{rows:N0} cases.");
        return rows > 0 && (wantedStatus ?? CaseStatus.Open) == CaseStatus.Open ? VerbExit.Findings : VerbExit.Done;
    }

    private static Task WriteAsync(TextWriter output, bool json, CaseRow row)
    {
        var money = new Money(row.AtRisk, row.Currency);
        return VerbLines.WriteAsync(output, json, new
        {
            row.Id,
            Kind = row.Kind.ToString(),
            Status = row.Status.ToString(),
            Severity = row.Severity.ToString(),
            row.OrderId,
            row.Sku,
            row.Marketplace,
            row.Headline,
            AtRisk = row.Currency.Length == 0 ? null : money.ToDecimalString(),
            Currency = row.Currency.Length == 0 ? null : row.Currency,
            row.OpenedAt,
            row.DueAt,
            Assignee = row.AssigneeName.Length == 0 ? null : row.AssigneeName,
        }, $"{row.Id,8}  {row.Severity,-8}  {ExceptionCatalogue.Of(row.Kind).Name,-27}  {row.OrderId,-19}  {(row.Currency.Length == 0 ? "" : money.ToString()),16}  {row.Headline}");
    }

    private static bool TryRead<T>(string? text, out T? value)
        where T : struct, Enum
    {
        value = null;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        if (!Enum.TryParse<T>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var read) || !Enum.IsDefined(read) || char.IsAsciiDigit(text.Trim()[0]))
            return false;
        value = read;
        return true;
    }
}
