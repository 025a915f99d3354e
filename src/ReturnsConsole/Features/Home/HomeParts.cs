using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Home;

/// <summary>A block of the first page.</summary>
public enum HomePart
{
    Cases,
    Queues,
    DueFirst,
    Refunds,

    /// <summary>Our own refunds that wait for somebody.</summary>
    OwnRefunds,
    Dark,
    Reasons,
    Dock,
    Watches,
    Audit,
    Sync,
    ReasonCodes,
    Imports,
}

/// <summary>What each role sees, in its order: on top, in the wide column, in the narrow one. What a role may not see, or what has nothing to show, is left out.</summary>
public sealed record HomeParts(IReadOnlyList<HomePart> Top, IReadOnlyList<HomePart> Wide, IReadOnlyList<HomePart> Narrow, OwnerRole? Owner)
{
    public static HomeParts Of(Role role) => role switch
    {
        Role.Warehouse => new([HomePart.Dock], [HomePart.Dark, HomePart.Queues, HomePart.Refunds], [HomePart.DueFirst, HomePart.Reasons, HomePart.Imports, HomePart.Sync], OwnerRole.Warehouse),
        Role.Cx => new([], [HomePart.Watches, HomePart.Queues], [HomePart.DueFirst, HomePart.Reasons, HomePart.Sync], OwnerRole.Cx),
        Role.Admin => new([HomePart.Cases], [HomePart.Sync, HomePart.Queues, HomePart.Refunds], [HomePart.ReasonCodes, HomePart.OwnRefunds, HomePart.Imports, HomePart.DueFirst, HomePart.Dark, HomePart.Reasons], OwnerRole.Admin),
        Role.Auditor => new([HomePart.Cases], [HomePart.Audit, HomePart.Queues, HomePart.Refunds], [HomePart.OwnRefunds, HomePart.Dark, HomePart.Reasons, HomePart.Sync, HomePart.Imports], null),
        _ => new([HomePart.Cases], [HomePart.Refunds, HomePart.Queues], [HomePart.OwnRefunds, HomePart.DueFirst, HomePart.Dark, HomePart.Reasons, HomePart.Sync, HomePart.Imports], OwnerRole.Finance),
    };
}
