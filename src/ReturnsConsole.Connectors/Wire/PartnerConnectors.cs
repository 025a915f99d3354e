namespace ReturnsConsole.Connectors.Wire;

/// <summary>The table of partners.</summary>
public static class PartnerConnectors
{
    public static PartnerDescription Describe(PartnerKind kind) => throw new NotSupportedException();

    public static IPartnerConnector Create(PartnerConnection connection, PartnerWorld world) => throw new NotSupportedException();
}
