using System.Reflection;
using ReturnsConsole.Reconciliation;
using Xunit;

namespace ReturnsConsole.Tests.Reconciliation;

/// <summary>The rules know nothing of databases, pages, partners or the clock.</summary>
public sealed class PurityTests
{
    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static IEnumerable<Type> Rules => typeof(OrderRules).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("ReturnsConsole.Reconciliation", StringComparison.Ordinal) == true);

    [Fact]
    public void Reconciliation_Signatures_UseOnlyItselfSharedAndTheRuntime()
    {
        var foreign = Rules.SelectMany(UsedBy).SelectMany(Parts).Where(t => !MayBeUsed(t)).Select(t => t.FullName).Distinct().ToList();

        Assert.NotEmpty(Rules);
        Assert.Empty(foreign);
    }

    [Fact]
    public void Reconciliation_Sources_NameNoOtherPartAndNoClock()
    {
        var folder = Path.Combine(Root(), "src", "ReturnsConsole", "Reconciliation");
        var files = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories);
        string[] forbidden = ["Microsoft.EntityFrameworkCore", "ReturnsConsole.Features", "ReturnsConsole.Data", "ReturnsConsole.Connectors", "AspNetCore", "System.Net", "UtcNow", "DateTime.Now", "DateTime.Today", "TimeProvider", "new Random", "Guid.NewGuid"];

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            foreach (var word in forbidden)
                Assert.False(text.Contains(word, StringComparison.Ordinal), $"{Path.GetFileName(file)} names {word}.");
        }
    }

    [Fact]
    public void Catalogue_EveryKind_IsExplained()
    {
        foreach (var kind in Enum.GetValues<CaseKind>())
        {
            var entry = ExceptionCatalogue.Of(kind);
            Assert.Equal(kind, entry.Kind);
            Assert.True(entry.Playbook.Count >= 2 && entry.SlaHours > 0 && entry.Resolutions.Contains(Resolution.Dismiss), $"{kind} is not fully explained.");
        }
    }

    [Fact]
    public void Settings_OutOfRange_AreNamed()
    {
        Assert.Empty(new ReconciliationSettings().Faults());
        var faults = new ReconciliationSettings { InspectionHours = 0, DarkReturnDays = -1, WaitingDays = { ["UK"] = 4000 }, SlaHours = { [CaseKind.RefundDue] = 0 } }.Faults();
        Assert.Equal(4, faults.Count);
        Assert.Contains(faults, f => f.Contains("WaitingDays:UK", StringComparison.Ordinal));
    }

    private static IEnumerable<Type> UsedBy(Type type)
    {
        foreach (var field in type.GetFields(Everything))
            yield return field.FieldType;
        foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        {
            foreach (var parameter in method.GetParameters())
                yield return parameter.ParameterType;
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
                yield return local.LocalType;
            if (method is MethodInfo info)
                yield return info.ReturnType;
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];
    }

    private static bool MayBeUsed(Type type) =>
        type.IsGenericParameter || type.Namespace is null
        || type.Namespace.StartsWith("ReturnsConsole.Reconciliation", StringComparison.Ordinal) || type.Namespace == "ReturnsConsole.Shared"
        || (type.Namespace.StartsWith("System", StringComparison.Ordinal) && !type.Namespace.StartsWith("System.Net", StringComparison.Ordinal) && !type.Namespace.StartsWith("System.Data", StringComparison.Ordinal));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ReturnsConsole.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
