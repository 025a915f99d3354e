using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Settings;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Shared;

namespace ReturnsConsole.Features.Triage.WriteOffs;

/// <summary>When one person's word is enough, and whose word counts.</summary>
internal static class WriteOffRules
{
    public static IReadOnlyList<WriteOffReason> Reasons { get; } = Enum.GetValues<WriteOffReason>();

    public static string WordsOf(WriteOffReason reason) => reason switch
    {
        WriteOffReason.NotRecoverable => "Cannot be recovered",
        WriteOffReason.CostExceedsAmount => "Pursuing it costs more than it brings",
        WriteOffReason.ClaimRefused => "The claim was refused",
        WriteOffReason.ClaimTooLate => "The time for a claim is over",
        WriteOffReason.GoodwillAgreed => "Goodwill agreed with the buyer",
        WriteOffReason.OwnMistake => "Our own mistake",
        _ => "Another reason",
    };

    public static string WordsOf(WriteOffState state) => state switch
    {
        WriteOffState.Requested => "waits for a second person",
        WriteOffState.Approved => "written off",
        WriteOffState.Refused => "refused",
        WriteOffState.Withdrawn => "taken back",
        _ => "overtaken by facts",
    };

    /// <summary>Read inside the transaction that decides: a threshold that was just lowered holds.</summary>
    public static async Task<long> ThresholdAsync(ConsoleContext db, string currency, CancellationToken ct) => (await SettingsReader.ReadAsync(db, ct)).WriteOffThreshold.Of(currency);

    /// <summary>Why this money cannot be given up now; null when it can.</summary>
    public static string? WhyNot(ExceptionCase c) =>
        !ExceptionCatalogue.Of(c.Kind).Resolutions.Contains(Resolution.WriteOff) ? $"A case of the kind '{ExceptionCatalogue.Of(c.Kind).Name}' is not written off: no money of ours is lost by it."
        : c.Status == CaseStatus.AwaitingApproval ? "Somebody asked for this already; a second person decides."
        : !TallyKey.IsOpen(c.Status) ? "The case is closed already."
        : c.AtRisk <= 0 || c.Currency.Length == 0 ? "No money is at risk in this case, so there is nothing to write off."
        : null;

    /// <summary>Whether a person may write cases of this company off, as the database has it at this moment; null when they may.</summary>
    public static async Task<string?> MayNotAsync(ConsoleContext db, int userId, string name, int companyId, CancellationToken ct)
    {
        var person = await db.Users.AsNoTracking().Where(u => u.Id == userId)
            .Select(u => new { u.Disabled, u.Role, Sees = u.AllCompanies || db.UserCompanies.Any(c => c.UserId == u.Id && c.CompanyId == companyId) }).SingleOrDefaultAsync(ct);
        return person is null || person.Disabled ? $"{name} has no account here any more."
            : !RolePermissions.Allows(person.Role, Permission.WriteOffCases) ? $"{name} may no longer write cases off."
            : !person.Sees ? $"{name} no longer sees this company's cases."
            : null;
    }

    public static IReadOnlyDictionary<string, object?> Snapshot(WriteOff w) => new Dictionary<string, object?>
    {
        ["writeOff"] = new Money(w.Amount, w.Currency).ToDecimalString(),
        ["writeOffState"] = w.State.ToString(),
        ["writeOffReason"] = w.Reason.ToString(),
        ["requestedBy"] = w.RequestedByName,
        ["decidedBy"] = w.DecidedByName,
        ["finding"] = w.FindingHash.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>"12.50 EUR written off: Our own mistake. Two labels were printed."</summary>
    public static string ReasonOf(WriteOff w) => $"{WordsOf(w.Reason)}{(w.Note.Length > 0 ? $". {w.Note}" : "")}";
}
