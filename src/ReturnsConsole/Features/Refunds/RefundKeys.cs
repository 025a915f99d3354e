namespace ReturnsConsole.Features.Refunds;

/// <summary>Keys of our instructions: made before anything is written, never used twice.</summary>
public static class RefundKeys
{
    private const string Mark = "RC";

    /// <summary>34 characters; Amazon takes 50.</summary>
    public static string New(DateTimeOffset now) => Mark + Guid.CreateVersion7(now).ToString("N");

    public static bool LooksLikeOne(string id) => id.Length == 34 && id.StartsWith(Mark, StringComparison.Ordinal);
}
