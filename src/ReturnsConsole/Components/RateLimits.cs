using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using ReturnsConsole.Features.Access;
using ReturnsConsole.Features.ApiKeys;
using ReturnsConsole.Features.Sync;

namespace ReturnsConsole.Components;

/// <summary>How often one address may try to sign in or set up, ask as a program, and how much it may push.</summary>
internal static class RateLimits
{
    public const string Attempts = "attempts";
    public const string Api = "api";
    public const string Deliveries = "deliveries";

    public static void Configure(RateLimiterOptions limiter)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Deliveries)
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                return ValueTask.CompletedTask;
            }
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return new ValueTask(PlainPage.WriteAsync(context.HttpContext, "Too many tries", "There were too many tries from this address. Wait a minute and try again."));
        };
        limiter.AddPolicy(Api, context =>
        {
            var perMinute = context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value.RequestsPerMinutePerAddress;
            return RateLimitPartition.GetFixedWindowLimiter(AddressOf(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
        });
        limiter.AddPolicy(Attempts, context =>
        {
            if (!HttpMethods.IsPost(context.Request.Method))
                return RateLimitPartition.GetNoLimiter("");
            var perMinute = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.AttemptsPerMinute;
            return RateLimitPartition.GetFixedWindowLimiter(AddressOf(context),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
        });
        limiter.AddPolicy(Deliveries, context =>
        {
            var perSecond = context.RequestServices.GetRequiredService<IOptions<SyncOptions>>().Value.WebhooksPerSecond;
            return RateLimitPartition.GetTokenBucketLimiter($"push {context.Connection.RemoteIpAddress}",
                _ => new TokenBucketRateLimiterOptions { TokenLimit = perSecond * 2, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 });
        });
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";
}
