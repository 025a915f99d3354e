using System.Text.Json;
using ReturnsConsole.Features.Access.People;
using ReturnsConsole.Verbs;

namespace ReturnsConsole.Features.Access;

/// <summary><c>user add NAME --role R</c>: also the way back in when no administrator can sign in.</summary>
internal static class UserAddVerb
{
    public static async Task<int> RunAsync(UserAddArguments arguments, VerbContext context)
    {
        if (!Enum.TryParse<Role>(arguments.Role, ignoreCase: true, out var role) || role == Role.None || !Enum.IsDefined(role) || int.TryParse(arguments.Role, out _))
            return await RefuseAsync(context, $"--role: found '{arguments.Role}', expected Finance, Warehouse, Cx, Admin or Auditor.");
        string? password = null;
        if (arguments.PasswordFromInput)
        {
            password = (await context.In.ReadLineAsync(context.Stop))?.TrimEnd('\r');
            if (string.IsNullOrEmpty(password))
                return await RefuseAsync(context, "--password-stdin: standard input was empty, expected the password on its first line.");
        }
        var request = new NewUser(arguments.Name, arguments.DisplayName ?? arguments.Name, role, AllCompanies: true, [], password);
        var made = await context.Services.GetRequiredService<CreateUser>().RunAsync(Actor.Terminal, request, context.Stop);
        if (!made.Outcome.Succeeded)
            return await RefuseAsync(context, made.Outcome.Message);
        if (context.Json)
        {
            await context.Out.WriteLineAsync(JsonSerializer.Serialize(new { user = arguments.Name.Trim(), role = role.ToString(), oneTimePassword = made.OneTimePassword }));
            return ExitCodes.Done;
        }
        await context.Out.WriteLineAsync($"{made.Outcome.Message} Role: {RolePermissions.WordsOf(role)}.");
        if (made.OneTimePassword is not null)
            await context.Out.WriteLineAsync($"One-time password, shown only here: {made.OneTimePassword}");
        return ExitCodes.Done;
    }

    private static async Task<int> RefuseAsync(VerbContext context, string why)
    {
        await context.Error.WriteLineAsync(why);
        return ExitCodes.BadInput;
    }
}
