using Microsoft.AspNetCore.Components;

namespace ReturnsConsole.Features.Access.SigningIn;

public sealed partial class SignInPage
{
    private string? refusal;

    [Inject]
    private SignIn SignIn { get; set; } = null!;

    [Inject]
    private SetUp SetUp { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm]
    private SignInForm Form { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery]
    private string? Ended { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SignInForm();
        if (HttpMethods.IsGet(Http.Request.Method) && await SetUp.IsNeededAsync(Http.RequestAborted))
            Navigation.NavigateTo("/setup");
    }

    private async Task SubmitAsync()
    {
        var result = await SignIn.RunAsync(Form.Name, Form.Password, Http.Request.Headers.UserAgent.ToString(), Http.Connection.RemoteIpAddress?.ToString(), Http.RequestAborted);
        if (result.User is null)
        {
            refusal = SignInResult.Refusal;
            return;
        }
        await ConsoleCookie.SignInAsync(Http, result.User, result.SessionId);
        Navigation.NavigateTo(result.MustChangePassword ? "/change-password" : LocalAddress.Of(ReturnUrl) is var asked and not "/" ? asked : Landing.Of(result.User.Role));
    }
}

public sealed class SignInForm
{
    public string? Name { get; set; }

    public string? Password { get; set; }
}
