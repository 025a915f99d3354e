using ReturnsConsole.Connectors.Tests.Files;
using ReturnsConsole.PartnerSandbox;

namespace ReturnsConsole.Connectors.Tests.Sandbox;

public sealed class ArchitectureTests
{
    [Fact]
    public void Sandbox_Compiled_ReferencesNoCodeOfTheConsole() =>
        Assert.DoesNotContain(typeof(SandboxApplication).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("ReturnsConsole", StringComparison.Ordinal));

    [Fact]
    public void Sandbox_ProjectFile_NamesNoOtherProjectAndNoForeignSource()
    {
        var project = File.ReadAllText(Reading.UnderTests("..", "src", "ReturnsConsole.PartnerSandbox", "ReturnsConsole.PartnerSandbox.csproj"));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("Compile Include", project, StringComparison.Ordinal);
    }
}
