using System.Text.Json;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Tests.Access;
using ReturnsConsole.Verbs;
using Xunit;

namespace ReturnsConsole.Tests.Verbs;

public sealed class ConsoleVerbsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("returns-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task UserAdd_WithoutPassword_ShowsOneThatWorksOnce()
    {
        var (code, output, error) = await RunAsync("", "user", "add", "kim", "--role", "finance", "--json");

        Assert.Equal((ExitCodes.Done, ""), (code, error));
        using var line = JsonDocument.Parse(output);
        Assert.Equal("Finance", line.RootElement.GetProperty("role").GetString());
        Assert.Matches("^[A-Za-z2-9]{5}(-[A-Za-z2-9]{5}){3}$", line.RootElement.GetProperty("oneTimePassword").GetString());
    }

    [Fact]
    public async Task UserAdd_PasswordFromInput_IsNotShown()
    {
        var (code, output, _) = await RunAsync(AccessHouse.Password + "\n", "user", "add", "kim", "--role", "Admin", "--password-stdin");

        Assert.Equal(ExitCodes.Done, code);
        Assert.DoesNotContain(AccessHouse.Password, output);
        Assert.DoesNotContain("One-time", output);
    }

    [Theory]
    [InlineData("--role", "user", "add", "kim", "--role", "boss")]
    [InlineData("--role", "user", "add", "kim")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("--frob", "migrate", "--frob")]
    [InlineData("12 characters", "user", "add", "kim", "--role", "Cx", "--password-stdin")]
    public async Task BadUsage_ExitTwoAndSaysWhat(string said, params string[] args)
    {
        var (code, output, error) = await RunAsync("short\n", args);

        Assert.Equal((ExitCodes.BadInput, ""), (code, output));
        Assert.Contains(said, error);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public async Task WrongSettings_ExitTwoWithAllFaults()
    {
        var (code, _, error) = await RunAsync("", [("Access:Lockout:Tries", "0"), ("Access:Password:MinLength", "3")], "user", "add", "kim", "--role", "Cx");

        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains("Access:Lockout:Tries is 0", error);
        Assert.Contains("Access:Password:MinLength is 3", error);
    }

    [Fact]
    public async Task Migrate_Twice_SecondFindsNothing()
    {
        Assert.Contains("Initial", (await RunAsync("", "migrate", "--json")).Output);
        Assert.Equal("The database is up to date.", (await RunAsync("", "migrate")).Output.Trim());
    }

    [Fact]
    public async Task Help_NamesOnlyVerbsThatWork()
    {
        var (code, output, _) = await RunAsync("", "--help");

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("migrate", output);
        Assert.Contains("user", output);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(string input, params string[] args) => RunAsync(input, [], args);

    private async Task<(int Code, string Output, string Error)> RunAsync(string input, (string Key, string Value)[] settings, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var all = settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)).Append(KeyValuePair.Create("Storage:Folder", (string?)folder));
        var code = await ConsoleVerbs.RunVerbAsync(args, new StringReader(input), output, error, all);
        return (code, output.ToString(), error.ToString());
    }
}
