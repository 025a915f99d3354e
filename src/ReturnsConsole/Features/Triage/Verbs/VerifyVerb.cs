using ReturnsConsole.Features.Triage.Verification;

namespace ReturnsConsole.Features.Triage.Verbs;

/// <summary><c>verify</c>: proves the invariants and says what is wrong and where.</summary>
public sealed class VerifyVerb(Verify verify)
{
    public async Task<int> RunAsync(TextWriter output, bool json, CancellationToken ct)
    {
        var findings = 0;
        await foreach (var finding in verify.RunAsync(ct))
        {
            findings++;
            await VerbLines.WriteAsync(output, json, finding, $"{finding.Where}: {finding.Message} ({finding.Invariant})");
        }
        await VerbLines.WriteAsync(output, json, new { Findings = findings }, findings == 0 ? "Everything holds." : $"{findings} {(findings == 1 ? "thing is" : "things are")} not as they should be.");
        return findings == 0 ? VerbExit.Done : VerbExit.Findings;
    }
}
