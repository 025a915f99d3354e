using Microsoft.Extensions.DependencyInjection;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.Access.SigningIn;

namespace ReturnsConsole.Demo;

/// <summary>One of the demo's people at work: signed in for as long as it lasts.</summary>
internal sealed class DemoSession : IAsyncDisposable
{
    private readonly IServiceProvider services;

    private DemoSession(IServiceProvider services, Actor me)
    {
        this.services = services;
        Me = me;
    }

    public Actor Me { get; }

    public static async Task<DemoSession> BeginAsync(IServiceProvider services, string name, CancellationToken ct)
    {
        var signedIn = await services.GetRequiredService<SignIn>().RunAsync(name, DemoPeople.PasswordOf(name), "Demo preparation", null, ct);
        return signedIn.User is { } user ? new(services, new Actor(user.Id, user.DisplayName, signedIn.SessionId)) : throw new InvalidOperationException(SignInResult.Refusal);
    }

    public async ValueTask DisposeAsync() => await services.GetRequiredService<SignOut>().RunAsync(Me, CancellationToken.None);
}
