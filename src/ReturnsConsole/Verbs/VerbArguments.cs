namespace ReturnsConsole.Verbs;

/// <param name="Account">Null: the only account there is.</param>
/// <param name="Culture">Null: decided from evidence.</param>
public sealed record ImportArguments(IReadOnlyList<string> Files, string? Account, string? Culture);

public sealed record CasesArguments(string? Kind, string? Status);

/// <param name="What">"cases" or "settlement".</param>
/// <param name="Id">The settlement; null for cases.</param>
/// <param name="Out">Ends in .csv or .xlsx.</param>
public sealed record ExportArguments(string What, string? Id, string Out);

public sealed record UserAddArguments(string Name, string Role, string? DisplayName, bool PasswordFromInput);
