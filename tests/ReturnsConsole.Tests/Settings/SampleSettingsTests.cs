using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using ReturnsConsole.Components;
using ReturnsConsole.Data;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Imports;
using ReturnsConsole.Features.ReasonCodes;
using ReturnsConsole.Features.Sync;
using ReturnsConsole.Reconciliation;
using ReturnsConsole.Tests.Architecture;
using Xunit;

namespace ReturnsConsole.Tests.Settings;

/// <summary>appsettings.sample.json names every key there is, no other, and shows the defaults.</summary>
public class SampleSettingsTests
{
    private static readonly IConfiguration Sample = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "appsettings.sample.json")).Build();

    public static TheoryData<string, Type> Sections() => new()
    {
        { "Database", typeof(DatabaseOptions) },
        { "Storage", typeof(StorageOptions) },
        { "Access", typeof(AccessOptions) },
        { "Upload", typeof(UploadOptions) },
        { "Intake", typeof(Features.Intake.IntakeOptions) },
        { "Web", typeof(WebOptions) },
        { "Reconciliation", typeof(ReconciliationSettings) },
        { "ReasonCodes", typeof(ReasonCodeOptions) },
        { "Sync", typeof(SyncOptions) },
        { "Lookup", typeof(LookupSettings) },
        { "Api", typeof(Features.ApiKeys.ApiOptions) },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Sample_NamesExactlyTheKeysOfItsOptions(string section, Type options) => AssertSame(section, options);

    [Theory]
    [MemberData(nameof(Sections))]
    public void Sample_ShowsTheDefaults(string section, Type options)
    {
        var fromSample = Sample.GetSection(section).Get(options)!;

        AssertEqual(section, Activator.CreateInstance(options)!, fromSample);
    }

    private static void AssertSame(string path, Type options)
    {
        var expected = options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToDictionary(p => p.Name, p => p.PropertyType);
        var children = Sample.GetSection(path).GetChildren().Select(c => c.Key).ToList();

        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), children.Order(StringComparer.Ordinal));
        foreach (var (name, type) in expected.Where(e => IsGroup(e.Value)))
            AssertSame($"{path}:{name}", type);
    }

    private static void AssertEqual(string path, object expected, object found)
    {
        foreach (var property in expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var (one, other) = (property.GetValue(expected), property.GetValue(found));
            if (IsGroup(property.PropertyType))
                AssertEqual($"{path}:{property.Name}", one!, other!);
            else if (one is IEnumerable list and not string)
                Assert.True(list.Cast<object>().Select(o => o.ToString()).Distinct().SequenceEqual(((IEnumerable)other!).Cast<object>().Select(o => o.ToString()).Distinct()), $"{path}:{property.Name} is not the default");
            else
                Assert.True(Equals(one, other), $"{path}:{property.Name} is {other}, the default is {one}");
        }
    }

    private static bool IsGroup(Type type) => type.IsClass && type != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(type) && type.Namespace!.StartsWith("ReturnsConsole", StringComparison.Ordinal);
}
