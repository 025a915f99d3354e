using ReturnsConsole.PartnerSandbox.Wire;

namespace ReturnsConsole.PartnerSandbox.Commercetools;

/// <summary>Refusals by their commercetools codes.</summary>
internal static class ShopFaults
{
    public static BadCallException InvalidOperation(string message) => new(message, "InvalidOperation");

    public static BadCallException UnknownField(string path) => new($"Malformed parameter: where: The field '{path}' does not exist.", "InvalidInput");

    public static BadCallException NotFound(string what) => new($"The {what} was not found.", "ResourceNotFound");

    public static BadCallException Duplicate(string field, string value) => new($"A duplicate value '\"{value}\"' exists for field '{field}'.", "DuplicateField");

    public static Answer Conflict(ShopResource current, long expected) => Answer.Json(409, new
    {
        statusCode = 409,
        message = ConflictMessage(current, expected),
        errors = new[] { new { code = "ConcurrentModification", message = ConflictMessage(current, expected), currentVersion = current.Version } },
    });

    private static string ConflictMessage(ShopResource current, long expected) =>
        $"Object {current.Id} has a different version than expected. Expected: {expected} - Actual: {current.Version}.";
}
