using System.Globalization;
using ReturnsConsole.PartnerSandbox;

try
{
    var builder = WebApplication.CreateBuilder(SandboxApplication.Arguments(args));
    if (builder.Configuration["urls"] is null)
        builder.WebHost.UseUrls("http://127.0.0.1:5090");

    if (builder.Configuration["parent"] is { } parent)
    {
        if (!int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            throw new FormatException($"--parent: '{parent}' is no process id.");

        builder.Services.AddHostedService(services => new ParentWatch(id, services.GetRequiredService<IHostApplicationLifetime>()));
    }

    await using var app = SandboxApplication.Build(builder);
    await app.StartAsync();
    Console.WriteLine($"The partner sandbox listens on {string.Join(", ", app.Urls)}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception fault) when (fault is IOException or FormatException or UnauthorizedAccessException or System.Net.Sockets.SocketException)
{
    Console.Error.WriteLine($"The partner sandbox did not start: {fault.Message}");
    return 2;
}
