using Microsoft.AspNetCore.Components;
using ReturnsConsole.Features.Access.Me;

namespace ReturnsConsole.Features.Access.SigningIn;

public sealed partial class ChangePasswordPage
{
    private string? refusal;
    private bool mustChange;

    [Inject]
    private ChangePassword ChangePassword { get; set; } = null!;

    [Inject]
    private AccessGuard Guard { get; set; } = null!;

    [Inject]
    private PasswordRules Rules { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm]
    private ChangePasswordForm Form { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new ChangePasswordForm();
        mustChange = await Guard.StandingAsync(Http.User.ToActor(), Http.RequestAborted) is { MustChangePassword: true };
    }

    private async Task SubmitAsync()
    {
        if (Form.Wanted != Form.Repeat)
        {
            refusal = "The two new passwords differ. Type them again.";
            return;
        }
        var outcome = await ChangePassword.RunAsync(Http.User.ToActor(), Form.Current ?? "", Form.Wanted ?? "", Http.RequestAborted);
        if (outcome.Succeeded)
            Navigation.NavigateTo(mustChange ? "/" : "/me?done=password");
        else
            refusal = outcome.Message;
    }
}

public sealed class ChangePasswordForm
{
    public string? Current { get; set; }

    public string? Wanted { get; set; }

    public string? Repeat { get; set; }
}
