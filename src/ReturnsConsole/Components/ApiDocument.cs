using Microsoft.OpenApi;

namespace ReturnsConsole.Components;

/// <summary>/openapi/v1.json: what programs can ask for, and nothing of the pages.</summary>
internal static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", api =>
    {
        api.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Returns Console", Version = "v1", Description = "Keys are made by an administrator of the console. Errors are application/problem+json." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key of the console." };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
    });
}
