using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage.Verification;

/// <summary>One broken promise, in words.</summary>
/// <param name="Invariant">Which: "settlements tie out", "audit chain".</param>
/// <param name="Where">"settlement 26688578961", "case 48213", "file returns.tsv".</param>
/// <param name="Message">What was found, what was expected, what to do.</param>
public sealed record VerifyFinding(string Invariant, string Where, string Message);

/// <summary>Looks at the kept file of an import: null when it is there and has its hash; else what is wrong.</summary>
public delegate Task<string?> EvidenceCheck(SourceFile file, CancellationToken ct);

/// <summary>Proves the invariants of the house from what is stored. Reads in stretches; nothing is changed.</summary>
public sealed class Verify(IDbContextFactory<ConsoleContext> contexts, IOptions<ReconciliationSettings> settings, TimeProvider clock, EvidenceCheck? evidence = null)
{
    public async IAsyncEnumerable<VerifyFinding> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        IAsyncEnumerable<VerifyFinding>[] checks =
        [
            VerifySettlements.RunAsync(contexts, ct),
            VerifyAudit.RunAsync(contexts, ct),
            VerifyFiles.RunAsync(contexts, now, evidence, ct),
            VerifyMessages.RunAsync(contexts, now, ct),
            VerifyTallies.RunAsync(contexts, ct),
            VerifyStock.RunAsync(contexts, ct),
            VerifyGrades.RunAsync(contexts, ct),
            VerifyVerdicts.RunAsync(contexts, settings.Value, now, ct),
            VerifyReasonCodes.RunAsync(contexts, now, ct),
            VerifyWriteOffs.RunAsync(contexts, ct),
            VerifyRefunds.RunAsync(contexts, settings.Value, ct),
        ];
        foreach (var check in checks)
        {
            await foreach (var finding in check.WithCancellation(ct))
                yield return finding;
        }
    }
}
