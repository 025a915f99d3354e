using ReturnsConsole;

var builder = WebApplication.CreateBuilder(args);
var app = ConsoleApplication.Build(builder);
await app.RunAsync();
