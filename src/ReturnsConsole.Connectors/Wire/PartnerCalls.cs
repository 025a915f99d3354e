using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ReturnsConsole.Connectors.Wire;

/// <summary>
/// Calls one connection's partner: total time-out, retry, token bucket, circuit breaker, time-out per try. Every failure comes out as a <see cref="PartnerException"/>
/// in words. A call that is not repeatable is tried again only when it certainly did not arrive.
/// </summary>
public sealed class PartnerCalls
{
    private static readonly ResiliencePropertyKey<PartnerRequest> RequestKey = new("request");
    private readonly PartnerConnection connection;
    private readonly HttpClient http;
    private readonly RateBuckets buckets;
    private readonly PartnerManners manners;
    private readonly CallOptions options;
    private readonly TimeProvider clock;
    private readonly ResiliencePipeline pipeline;

    public PartnerCalls(PartnerConnection connection, HttpClient http, RateBuckets buckets, PartnerManners manners, CallOptions options, TimeProvider clock)
    {
        this.connection = connection;
        this.http = http;
        this.buckets = buckets;
        this.manners = manners;
        this.options = options;
        this.clock = clock;
        pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.Total })
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Math.Max(1, options.Retries),
                Delay = options.FirstDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                MaxDelay = TimeSpan.FromSeconds(30),
                ShouldHandle = arguments => ValueTask.FromResult(
                    options.Retries > 0 && arguments.Outcome.Exception is PartnerException failed && arguments.Context.Properties.TryGetValue(RequestKey, out var request) && MayRepeat(request, failed)),
                DelayGenerator = static arguments => ValueTask.FromResult((arguments.Outcome.Exception as PartnerException)?.RetryAfter),
            })
            .AddStrategy(_ => new Bucket(this), new BucketOptions())
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.9,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = options.Break,
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is PartnerException { Fault: PartnerFault.ServerError or PartnerFault.TimedOut or PartnerFault.Broken or PartnerFault.Unreachable or PartnerFault.NameNotFound }),
            })
            .Build();
    }

    public PartnerConnection Connection => connection;

    /// <summary>Sends and returns the whole answer when it is a success or one the request accepts.</summary>
    /// <exception cref="PartnerException">Everything else.</exception>
    public async Task<PartnerResponse> SendAsync(PartnerRequest request, CancellationToken ct) =>
        await GuardedAsync(request, async (call, stop) => await TryAsync(call, stop), ct);

    /// <summary>Downloads to a stream, for reports of any size. The target is rewound before every try.</summary>
    public async Task<PartnerResponse> DownloadAsync(PartnerRequest request, Stream target, CancellationToken ct) =>
        await GuardedAsync(request, async (call, stop) =>
        {
            target.SetLength(0);
            return await TryAsync(call, stop, target);
        }, ct);

    private async Task<PartnerResponse> GuardedAsync(PartnerRequest request, Func<PartnerRequest, CancellationToken, Task<PartnerResponse>> call, CancellationToken ct)
    {
        var context = ResilienceContextPool.Shared.Get(ct);
        context.Properties.Set(RequestKey, request);
        try
        {
            return await pipeline.ExecuteAsync(async c => await call(request, c.CancellationToken), context);
        }
        catch (TimeoutRejectedException late)
        {
            throw new PartnerException(PartnerFault.TimedOut, $"{Who(request)} was not answered within {Seconds(options.Total)}, all tries together. It is tried again at the next run.", late) { MayHaveHappened = true };
        }
        catch (BrokenCircuitException open)
        {
            throw new PartnerException(PartnerFault.Unreachable, $"{connection.Name} is left alone for {Seconds(options.Break)} because its last calls all failed.", open) { RetryAfter = options.Break };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<PartnerResponse> TryAsync(PartnerRequest call, CancellationToken ct, Stream? target = null)
    {
        using var message = call.Make();
        var called = $"{message.Method} {message.RequestUri?.GetLeftPart(UriPartial.Path)}";
        using var perTry = new CancellationTokenSource(options.PerTry, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, perTry.Token);
        try
        {
            using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            var response = await ReadAsync(call, called, answer, target, stop.Token);
            if (response.IsSuccess)
                call.Check(response);
            return response;
        }
        catch (OperationCanceledException late) when (perTry.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new PartnerException(PartnerFault.TimedOut, $"{Who(call)} ({called}) was not answered within {Seconds(options.PerTry)}.", late) { MayHaveHappened = true };
        }
        catch (HttpRequestException failed)
        {
            throw Explain(call, called, message.RequestUri?.Host ?? connection.BaseUrl.Host, failed);
        }
        catch (IOException broken) when (target is null || broken is HttpIOException || broken.InnerException is System.Net.Sockets.SocketException)
        {
            throw new PartnerException(PartnerFault.Broken, $"{Who(call)} ({called}) broke off before the answer was complete.", broken) { MayHaveHappened = true };
        }
    }

    private async Task<PartnerResponse> ReadAsync(PartnerRequest call, string called, HttpResponseMessage answer, Stream? target, CancellationToken ct)
    {
        var requestId = manners.RequestIdHeader is { } header && answer.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;
        if (manners.RateOf(answer.Headers) is { } rate)
            buckets.Learn(connection.Name, call.RateName, rate);
        var type = answer.Content.Headers.ContentType;
        await using var content = await answer.Content.ReadAsStreamAsync(ct);
        if (answer.IsSuccessStatusCode && target is not null)
        {
            await content.CopyToAsync(target, ct);
            return new PartnerResponse(answer.StatusCode, ReadOnlyMemory<byte>.Empty, answer.Headers, type, requestId);
        }
        var body = await ReadBoundedAsync(call, called, content, answer.IsSuccessStatusCode ? call.MaxBytes : 256 * 1024, answer.Content.Headers.ContentLength, ct);
        if (answer.IsSuccessStatusCode || ((int)answer.StatusCode < 500 && call.Accepts(answer.StatusCode)))
            return new PartnerResponse(answer.StatusCode, body, answer.Headers, type, requestId);
        throw Refusal(call, called, answer, body, requestId);
    }

    private async Task<ReadOnlyMemory<byte>> ReadBoundedAsync(PartnerRequest call, string called, Stream content, int most, long? declared, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
        {
            if (kept.Length + read > most)
                throw new PartnerException(PartnerFault.UnexpectedAnswer, $"{Who(call)} ({called}) answered with more than {most / (1024 * 1024.0):0.#} MB, which is never right.") { MayHaveHappened = true };
            kept.Write(buffer, 0, read);
        }
        return declared is { } length && length != kept.Length
            ? throw new PartnerException(PartnerFault.Broken, $"{Who(call)} ({called}) broke off: {kept.Length:N0} of {length:N0} bytes came.") { MayHaveHappened = true }
            : kept.ToArray();
    }

    private PartnerException Refusal(PartnerRequest call, string called, HttpResponseMessage answer, ReadOnlyMemory<byte> body, string? requestId)
    {
        var error = manners.ErrorOf(body);
        var status = (int)answer.StatusCode;
        var fault = status switch
        {
            401 or 403 => PartnerFault.AccessDenied,
            404 or 410 => PartnerFault.NotFound,
            408 => PartnerFault.TimedOut,
            409 => PartnerFault.Conflict,
            429 => PartnerFault.Throttled,
            >= 500 => PartnerFault.ServerError,
            >= 300 and < 400 => PartnerFault.UnexpectedAnswer,
            _ => PartnerFault.Rejected,
        };
        var wait = RetryAfter(answer.Headers.RetryAfter) ?? manners.WaitOf(body);
        if (fault == PartnerFault.Throttled)
        {
            buckets.Refused(connection.Name, call.RateName, wait);
            // The bucket makes the next try wait; waiting twice would only be slower.
            wait ??= call.Rate is null ? null : TimeSpan.Zero;
        }
        var said = error is { } e ? $"{e.Code}: {e.Text.TrimEnd('.', ' ')}" : fault == PartnerFault.UnexpectedAnswer ? "it points to another address, which is not followed" : "without a reason that can be read";
        return new PartnerException(fault, $"{Who(call)} ({called}) was answered with {status}, {said}.")
        {
            Status = answer.StatusCode,
            RequestId = requestId,
            RetryAfter = wait,
            Code = error?.Code,
            MayHaveHappened = status is >= 500 or 408,
        };
    }

    private PartnerException Explain(PartnerRequest call, string called, string host, HttpRequestException failed)
    {
        if (failed.InnerException is AuthenticationException || failed.HttpRequestError == HttpRequestError.SecureConnectionError)
            return new PartnerException(PartnerFault.Certificate, $"{Who(call)} ({called}): the certificate of the other side is not trusted or not made for its name. Check the address and this machine's certificates; nothing was sent.", failed);
        return failed.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new PartnerException(PartnerFault.NameNotFound, $"{Who(call)}: the host in {called} is not known. Check the address and this machine's DNS.", failed),
            HttpRequestError.ConnectionError => new PartnerException(PartnerFault.Unreachable, $"{Who(call)}: nothing answers at {called}. Check the address, the network and a firewall between here and {host}.", failed),
            _ => new PartnerException(PartnerFault.Broken, $"{Who(call)} ({called}) broke off before the answer was complete.", failed) { MayHaveHappened = true },
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? Max(TimeSpan.Zero, date - clock.GetUtcNow()) : null);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private bool MayRepeat(PartnerRequest request, PartnerException failed) =>
        failed.IsPassing && failed.Fault != PartnerFault.Expired && (request.Repeatable || !failed.MayHaveHappened) && !(failed.RetryAfter > options.LongestWait);

    private string Who(PartnerRequest call) => $"{connection.Name}: {call.Operation}";

    private static string Seconds(TimeSpan time) => time.TotalSeconds < 120 ? $"{time.TotalSeconds:0} seconds" : $"{time.TotalMinutes:0} minutes";

    private sealed class BucketOptions : ResilienceStrategyOptions
    {
        public BucketOptions() => Name = "bucket";
    }

    /// <summary>Waits for the operation's token; a wait that is too long is the caller's to plan.</summary>
    private sealed class Bucket(PartnerCalls calls) : ResilienceStrategy
    {
        protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
        {
            if (context.Properties.TryGetValue(RequestKey, out var request) && request.Rate is { } rate)
            {
                if (calls.buckets.Take(calls.connection.Name, request.RateName, rate, calls.options.LongestWait) is not { } wait)
                {
                    var left = calls.buckets.WaitFor(calls.connection.Name, request.RateName, rate);
                    return Outcome.FromException<TResult>(new PartnerException(PartnerFault.Throttled, $"{calls.Who(request)} may be called again in {Seconds(left)}: the partner allows {rate.PerSecond:0.####} calls a second.") { RetryAfter = left });
                }
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, calls.clock, context.CancellationToken).ConfigureAwait(context.ContinueOnCapturedContext);
            }
            return await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        }
    }
}
