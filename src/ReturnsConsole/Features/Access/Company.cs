namespace ReturnsConsole.Features.Access;

/// <summary>A legal entity; users are granted companies and see only theirs.</summary>
public sealed class Company
{
    public int Id { get; private set; }

    public required string Name { get; set; }

    public int Version { get; set; }
}

/// <summary>One seller or vendor account at a partner; every fact belongs to one.</summary>
public sealed class Account
{
    public int Id { get; private set; }

    public required int CompanyId { get; init; }

    public required string Name { get; set; }

    public int Version { get; set; }
}

public sealed class UserCompany
{
    public required int UserId { get; init; }

    public required int CompanyId { get; init; }
}
