using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Refunds;
using ReturnsConsole.Features.Refunds.Guard;
using ReturnsConsole.Features.Triage;
using ReturnsConsole.Features.Triage.Verification;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Campaigns;

/// <summary>One refund that the partner carried out.</summary>
internal sealed record Paid(string? Key, string OrderId, string OrderItemId, long Minor);

/// <summary>Holds the partner's own books against the console's, order line by order line.</summary>
internal static class Oracle
{
    public static async Task<List<Paid>> LedgerAsync(SandboxChild sandbox) => [.. (await sandbox.ListAsync("ledger")).Where(e => e.GetProperty("kind").GetString() == "refund").Select(Read)];

    public static async Task<List<string>> ViolationsAsync(IServiceProvider services, SandboxChild sandbox, Clients clients, DateTime reconciled)
    {
        var found = new List<string>();
        var ledger = await LedgerAsync(sandbox);
        await using var db = await services.GetRequiredService<IDbContextFactory<ConsoleContext>>().CreateDbContextAsync();
        var requests = await db.RefundRequests.AsNoTracking().ToListAsync();
        Executions(ledger, requests, found);
        await LinesAsync(db, ledger, requests, found);
        Promises(requests, clients, found);
        await AuditAsync(db, requests, found);
        await CasesAsync(db, [.. requests.Where(r => r.AlarmAt is null || r.AlarmAt <= reconciled)], found);
        await foreach (var finding in services.GetRequiredService<Verify>().RunAsync(CancellationToken.None))
            found.Add($"verify: {finding.Invariant}: {finding.Where}: {finding.Message}");
        return found;
    }

    /// <summary>Each instruction at most once; nothing done that we take for not done, nothing taken for done that was not.</summary>
    private static void Executions(List<Paid> ledger, List<RefundRequest> requests, List<string> found)
    {
        var byKey = requests.ToLookup(r => r.Key);
        foreach (var paid in ledger.Where(p => p.Key is not null && RefundKeys.LooksLikeOne(p.Key)).GroupBy(p => p.Key!))
        {
            if (paid.Count() > 1)
                found.Add($"accepted {paid.Count()} times: {paid.Key}");
            if (byKey[paid.Key].ToList() is not [var request])
                found.Add($"money moved for {byKey[paid.Key].Count()} instructions of the key {paid.Key}");
            else if (!RefundStates.Holds(request.State))
                found.Add($"lost: {paid.Key} was carried out and is {request.State} here: {request.Said}");
        }
        var done = ledger.Select(p => p.Key).ToHashSet();
        foreach (var request in requests.Where(r => r.State is RefundState.PendingConfirmation or RefundState.Confirmed && !done.Contains(r.Key)))
            found.Add($"never happened: {request.Key} is {request.State} here: {request.Said}");
    }

    /// <summary>What was paid is never exceeded: by what the partner did, together with what we still hold.</summary>
    private static async Task LinesAsync(ConsoleContext db, List<Paid> ledger, List<RefundRequest> requests, List<string> found)
    {
        var lines = await db.OrderLines.AsNoTracking().ToListAsync();
        var others = ledger.Where(p => p.Key is null || !RefundKeys.LooksLikeOne(p.Key)).ToLookup(p => p.OrderItemId);
        var ours = ledger.Where(p => p.Key is not null && RefundKeys.LooksLikeOne(p.Key)).ToLookup(p => p.OrderItemId);
        var held = requests.Where(r => RefundStates.Holds(r.State)).ToLookup(r => r.OrderItemId);
        foreach (var line in lines)
        {
            var paid = OrderMoney.PaidFor(line)?.Total ?? 0;
            var (given, holding) = (ours[line.OrderItemId].Sum(p => p.Minor), held[line.OrderItemId].Sum(r => r.Total));
            if (Math.Max(given, holding) > paid)
                found.Add($"line {line.OrderId}/{line.OrderItemId}: paid {paid}, Amazon gave {given} for us, we hold {holding}, others gave {others[line.OrderItemId].Sum(p => p.Minor)}");
        }
        var reservations = await db.RefundReservations.AsNoTracking().ToListAsync();
        foreach (var r in reservations)
        {
            var (flying, proven) = (requests.Where(q => q.ReservationId == r.Id && RefundStates.IsInFlight(q.State)).Sum(q => q.Total), requests.Where(q => q.ReservationId == r.Id && q.State == RefundState.Confirmed).Sum(q => q.Total));
            if ((r.InFlight, r.Confirmed) != (flying, proven))
                found.Add($"reservation {r.Id} says {r.InFlight}/{r.Confirmed}, its instructions {flying}/{proven}");
        }
    }

    /// <summary>What somebody was told is there after the kill; a wish is one instruction, however often it was clicked.</summary>
    private static void Promises(List<RefundRequest> requests, Clients clients, List<string> found)
    {
        var ids = requests.Select(r => r.Id).ToHashSet();
        found.AddRange(clients.Promised.Where(p => !ids.Contains(p.Value)).Select(p => $"{p.Key} was promised as {p.Value} and is gone"));
        found.AddRange(requests.GroupBy(r => r.Note).Where(g => g.Count() > 1).Select(g => $"{g.Key} became {g.Count()} instructions"));
    }

    /// <summary>Every instruction has the entries that its state implies.</summary>
    private static async Task AuditAsync(ConsoleContext db, List<RefundRequest> requests, List<string> found)
    {
        var entries = (await db.AuditEntries.AsNoTracking().Where(e => e.SubjectKind == "refund").Select(e => new { e.SubjectId, e.Action, e.After }).ToListAsync()).ToLookup(e => e.SubjectId);
        foreach (var request in requests)
        {
            var own = entries[request.Key].ToList();
            if (!own.Exists(e => e.Action == "refund.requested"))
                found.Add($"audit: nobody asked for {request.Key}");
            if (!own.Exists(e => e.After?.Contains($"\"state\":\"{request.State}\"", StringComparison.Ordinal) == true))
                found.Add($"audit: nothing says how {request.Key} became {request.State}");
        }
    }

    /// <summary>What is neither proven nor at an end, and old, is in a case.</summary>
    private static async Task CasesAsync(ConsoleContext db, List<RefundRequest> requests, List<string> found)
    {
        var open = (await db.Cases.AsNoTracking().Where(c => c.Kind == CaseKind.RefundUnconfirmed && (c.Status == CaseStatus.Open || c.Status == CaseStatus.Waiting)).Select(c => c.SubjectKey).ToListAsync()).ToHashSet();
        foreach (var request in requests.Where(r => r.State is RefundState.Submitted or RefundState.OutcomeUnknown or RefundState.PendingConfirmation))
        {
            if (!open.Contains($"refund {request.Key}"))
                found.Add($"lost without a case: {request.Key} is {request.State}");
        }
    }

    private static Paid Read(JsonElement e) => new(
        e.GetProperty("messageKey").GetString(), e.GetProperty("orderId").GetString()!, e.GetProperty("orderItemId").GetString() ?? "",
        (long)(decimal.Parse(e.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture) * 100));
}
