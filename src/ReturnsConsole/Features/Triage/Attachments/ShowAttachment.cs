using Microsoft.EntityFrameworkCore;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports.Evidence;

namespace ReturnsConsole.Features.Triage.Attachments;

/// <summary>The bytes of a file, for those who see its case.</summary>
public sealed class ShowAttachment(IDbContextFactory<ConsoleContext> contexts, IAccessGuard guard, EvidenceStore evidence)
{
    /// <returns>Null when there is none that the actor may see.</returns>
    public async Task<(Stream Content, CaseAttachment File)?> RunAsync(Actor actor, int id, CancellationToken ct)
    {
        if (await guard.RefusalAsync(actor, Permission.ViewCases, ct) is not null)
            return null;
        var companies = await guard.CompaniesAsync(actor, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.CaseAttachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.RemovedAt == null, ct);
        if (file is null || !evidence.Has(file.Sha256))
            return null;
        var company = await db.Cases.Where(c => c.Id == file.CaseId).Select(c => (int?)c.CompanyId).SingleOrDefaultAsync(ct);
        return company is { } known && CaseScope.Sees(companies, known) ? (evidence.Open(file.Sha256, file.Name, file.Bytes).Open(), file) : null;
    }
}
