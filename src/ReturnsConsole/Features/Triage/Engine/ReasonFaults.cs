using ReturnsConsole.Features.Returns;

namespace ReturnsConsole.Features.Triage.Engine;

/// <summary>Whose fault a reason code means, by the table of mappings: the code as written, else as its other spelling.</summary>
internal sealed class ReasonFaults
{
    private readonly Dictionary<(string System, string Code), bool> exact = [];
    private readonly Dictionary<(string System, string Code), bool> normal = [];

    public ReasonFaults(IEnumerable<ReasonCodeMapping> mappings)
    {
        foreach (var mapping in mappings)
        {
            exact[(mapping.SourceSystem, mapping.Code)] = mapping.SellerFault;
            var key = (mapping.SourceSystem, ReasonCodeText.Normal(mapping.Code));
            normal[key] = mapping.SellerFault && normal.GetValueOrDefault(key, true);
        }
    }

    /// <summary>True: the seller's. Null: the code is not mapped. No code is nobody's fault.</summary>
    public bool? Of(string system, string code) =>
        string.IsNullOrWhiteSpace(code) ? false
        : exact.TryGetValue((system, code), out var fault) || normal.TryGetValue((system, ReasonCodeText.Normal(code)), out fault) ? fault
        : null;
}
