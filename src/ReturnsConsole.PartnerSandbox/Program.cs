using ReturnsConsole.PartnerSandbox;

var builder = WebApplication.CreateBuilder(SandboxApplication.Arguments(args));
if (builder.Configuration["urls"] is null)
    builder.WebHost.UseUrls("http://127.0.0.1:5090");

await using var app = SandboxApplication.Build(builder);
await app.RunAsync();
