namespace ReturnsConsole.PartnerSandbox.Wire;

/// <summary>Puts answers on the wire, whole or damaged.</summary>
internal static class Delivery
{
    private const int Drips = 20;

    public static async Task WriteAsync(HttpContext http, Answer answer)
    {
        Head(http.Response, answer);
        if (answer.Body.Length > 0)
            await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    /// <summary>Declares the whole length, sends half of it and cuts the line.</summary>
    public static async Task TruncateAsync(HttpContext http, Answer answer)
    {
        Head(http.Response, answer);
        await http.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
    }

    /// <summary>Sends the body in small parts over the whole time.</summary>
    public static async Task DripAsync(HttpContext http, Answer answer, TimeSpan time)
    {
        Head(http.Response, answer);
        var step = Math.Max(1, (answer.Body.Length + Drips - 1) / Drips);
        for (var sent = 0; sent < answer.Body.Length; sent += step)
        {
            await Task.Delay(time / Drips, http.RequestAborted);
            await http.Response.Body.WriteAsync(answer.Body.AsMemory(sent, Math.Min(step, answer.Body.Length - sent)), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    private static void Head(HttpResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        foreach (var header in answer.Headers)
            response.Headers[header.Key] = header.Value;

        if (answer.ContentType is { } type)
            response.ContentType = type;

        if (answer.Status != StatusCodes.Status204NoContent)
            response.ContentLength = answer.Body.Length;
    }
}
