namespace ReturnsConsole.Features.Intake;

/// <summary>A picture taken at the dock. Its bytes lie with the evidence, without what the camera wrote into them.</summary>
public sealed class IntakePhoto
{
    public required Guid Id { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>image/jpeg or image/png.</summary>
    public required string ContentType { get; init; }

    public required long Bytes { get; init; }

    public required DateTime TakenAt { get; init; }

    public required int TakenById { get; init; }

    public DateTime? ErasedAt { get; set; }
}
