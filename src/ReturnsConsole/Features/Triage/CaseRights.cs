using ReturnsConsole.Features.Access;
using ReturnsConsole.Reconciliation;

namespace ReturnsConsole.Features.Triage;

/// <summary>Which permission the work on a case needs: by who owns its kind.</summary>
public static class CaseRights
{
    public static Permission ToWork(CaseKind kind) => ExceptionCatalogue.Of(kind).Owner == OwnerRole.Cx ? Permission.WorkCxCases : Permission.WorkCases;
}
