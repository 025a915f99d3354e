using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace ReturnsConsole.Features.Access.SigningIn;

public sealed partial class SetUpPage
{
    private string? refusal;

    [Inject]
    private SetUp SetUp { get; set; } = null!;

    [Inject]
    private FirstAdministrator First { get; set; } = null!;

    [Inject]
    private PasswordRules Rules { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm]
    private SetUpForm Form { get; set; } = null!;

    private string PasswordHint => Rules.Hint;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SetUpForm();
        if (!await SetUp.IsNeededAsync(Http.RequestAborted))
            Navigation.NavigateTo("/sign-in");
        else if (HttpMethods.IsGet(Http.Request.Method))
            await First.AnnounceAsync(Console.Out, Http.RequestAborted);
    }

    private async Task SubmitAsync()
    {
        if (Form.Password != Form.Repeat)
        {
            refusal = "The two passwords differ. Type them again.";
            return;
        }
        var accounts = (Form.Accounts ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var request = new SetUpRequest(Form.Token ?? "", Form.UserName ?? "", Form.DisplayName ?? "", Form.Password ?? "", Form.Company ?? "", accounts);
        var (outcome, user, session) = await SetUp.RunAsync(request, Http.Request.Headers.UserAgent.ToString(), Http.RequestAborted);
        if (user is null)
        {
            refusal = outcome.Message;
            return;
        }
        await ConsoleCookie.SignInAsync(Http, user, session);
        Navigation.NavigateTo("/");
    }
}

public sealed class SetUpForm
{
    public string? Token { get; set; }

    public string? UserName { get; set; }

    public string? DisplayName { get; set; }

    public string? Password { get; set; }

    public string? Repeat { get; set; }

    public string? Company { get; set; }

    public string? Accounts { get; set; }
}
