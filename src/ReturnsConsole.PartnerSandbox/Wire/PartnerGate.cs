using Microsoft.AspNetCore.Http.Features;
using ReturnsConsole.PartnerSandbox.World;

namespace ReturnsConsole.PartnerSandbox.Wire;

/// <summary>The way of every call to a partner: faults, credentials, rate, then the partner's own answer.</summary>
internal sealed class PartnerGate(SandboxWorld world, RateLimits limits, FaultSet faults)
{
    private const string LoginPage = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form method=\"post\"><input name=\"user\"><input name=\"password\" type=\"password\"></form></body></html>";

    public async Task ServeAsync(HttpContext http, Operation operation, Func<Call, Answer> handle)
    {
        var fault = faults.Draw(operation.Partner, operation.Name, OnCalls);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var call = new Call(http.Request, body.ToArray());
        var answer = fault?.Kind switch
        {
            FaultKind.DropBeforeAccept => null,
            FaultKind.Status429 => operation.Dialect.TooMany(operation),
            FaultKind.Status500 => operation.Dialect.Broken(500),
            FaultKind.Status503 => operation.Dialect.Broken(503),
            FaultKind.ExpiredToken => operation.Dialect.TokenExpired(),
            FaultKind.Garbage => Answer.Text(200, LoginPage, "text/html; charset=utf-8"),
            _ => AnswerTo(call, operation, handle),
        };
        if (answer is null || fault?.Kind == FaultKind.DropAfterAccept)
        {
            http.Abort();
            return;
        }

        // By the partner's own clock, which is how a caller can see that its own is wrong.
        http.Response.Headers.Date = world.Clock.Now.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var header in operation.Dialect.Headers(operation, answer, limits.Enabled))
            http.Response.Headers[header.Key] = header.Value;

        switch (fault?.Kind)
        {
            case FaultKind.Truncate:
                await Delivery.TruncateAsync(http, answer);
                return;
            case FaultKind.Slow:
                await Delivery.DripAsync(http, answer, TimeSpan.FromMilliseconds(fault.Milliseconds));
                return;
            default:
                await Delivery.WriteAsync(http, answer);
                return;
        }
    }

    private Answer AnswerTo(Call call, Operation operation, Func<Call, Answer> handle)
    {
        try
        {
            if (!operation.Open && operation.Dialect.Authenticate(call) is { } refusal)
                return refusal;

            return limits.TryTake(call.Account, operation) ? world.Do(() => handle(call)) : operation.Dialect.TooMany(operation);
        }
        catch (BadCallException bad)
        {
            return operation.Dialect.BadCall(bad);
        }
    }

    private static bool OnCalls(FaultKind kind) => kind is not (FaultKind.FatalPartial or FaultKind.DuplicateWebhook or FaultKind.ReorderWebhooks);
}
