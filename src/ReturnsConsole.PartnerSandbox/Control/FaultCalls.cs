using System.Text.Json;
using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Control;

internal sealed class FaultCalls(FaultSet faults)
{
    private const int UsualDrip = 2_000;

    public Answer List() => Answer.Ok(faults.All().Select(Show).ToArray());

    public Answer Add(JsonElement body)
    {
        var text = body.Text("kind");
        if (!Enum.TryParse<FaultKind>(text, ignoreCase: true, out var kind) || char.IsAsciiDigit(text[0]))
            throw new BadCallException($"'kind' must be one of {string.Join(", ", Enum.GetNames<FaultKind>().Select(Camel))}; found '{text}'.");

        var fault = new Fault(
            body.TextOrNull("partner") ?? "*",
            body.TextOrNull("operation") ?? "*",
            kind,
            body.TryGetProperty("count", out _) ? (int)body.Whole("count") : int.MaxValue,
            body.TryGetProperty("probability", out var probability) ? probability.GetDouble() : 1,
            body.TryGetProperty("seed", out _) ? (ulong)body.Whole("seed") : 1,
            body.TryGetProperty("milliseconds", out _) ? (int)body.Whole("milliseconds") : UsualDrip);
        faults.Add(fault);
        return Answer.Json(201, Show(fault));
    }

    public Answer Clear()
    {
        faults.Clear();
        return Answer.Empty(204);
    }

    private static object Show(Fault fault) => new
    {
        partner = fault.Partner,
        operation = fault.Operation,
        kind = Camel(fault.Kind.ToString()),
        count = fault.Count,
        probability = fault.Probability,
        seed = fault.Seed,
        milliseconds = fault.Milliseconds,
        struck = fault.Struck,
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
