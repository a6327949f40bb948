using System.Net;
using System.Net.Http.Headers;
using Edge.Shared.Client;

namespace Edge.Tests.Shared.Client;

public class RetryHandlerTests
{
    private static readonly RetryPolicy Quick = new(4, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task What_passes_is_tried_again(HttpStatusCode status)
    {
        using var service = new Scripted(status, status, status, HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.OK, await service.Get(Quick));
        Assert.Equal(4, service.Sent);
    }

    [Fact]
    public async Task After_the_last_attempt_the_answer_is_the_callers()
    {
        using var service = new Scripted([.. Enumerable.Repeat(HttpStatusCode.ServiceUnavailable, 9)]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await service.Get(Quick));
        Assert.Equal(4, service.Sent);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task What_stays_is_not_tried_again(HttpStatusCode status)
    {
        using var service = new Scripted(status, HttpStatusCode.OK);

        Assert.Equal(status, await service.Get(Quick));
        Assert.Equal(1, service.Sent);
    }

    [Fact]
    public async Task A_write_without_a_key_is_sent_once()
    {
        using var service = new Scripted(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        using var http = service.Client(Quick);

        using var answer = await http.PostAsync("http://edge.test/", null);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (answer.StatusCode, service.Sent));
    }

    [Fact]
    public async Task It_waits_at_least_as_long_as_it_is_asked_to()
    {
        using var service = new Scripted(HttpStatusCode.TooManyRequests, HttpStatusCode.OK) { RetryAfter = new(TimeSpan.FromSeconds(7)) };
        var time = new SteppingTime();

        await service.Get(Quick, time);

        var wait = Assert.Single(time.Waits);
        Assert.InRange(wait, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task A_date_is_understood_and_one_that_has_passed_is_now()
    {
        var time = new SteppingTime();
        using var later = new Scripted(HttpStatusCode.TooManyRequests, HttpStatusCode.OK) { RetryAfter = new(time.GetUtcNow().AddSeconds(5)) };
        using var past = new Scripted(HttpStatusCode.TooManyRequests, HttpStatusCode.OK) { RetryAfter = new(time.GetUtcNow().AddDays(-1)) };

        await later.Get(Quick, time);
        await past.Get(Quick, time);

        Assert.InRange(time.Waits[0], TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(7));
        Assert.All(time.Waits.Skip(1), wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromMilliseconds(1)));
    }

    [Fact]
    public async Task Who_asks_for_too_long_a_wait_is_not_waited_for()
    {
        using var service = new Scripted(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK) { RetryAfter = new(TimeSpan.FromHours(1)) };
        using var edge = new EdgeClient(new Uri("http://edge.test"), EdgeCredentials.OfSecret("s"), Quick, service);

        var busy = await Assert.ThrowsAsync<EdgeBusyException>(() => edge.GetMe());

        Assert.Equal((TimeSpan.FromHours(1), 1), (busy.RetryAfter, service.Sent));
        Assert.Equal("", busy.Slug);
    }

    [Fact]
    public async Task Without_a_word_it_waits_a_random_part_of_twice_as_long_each_time()
    {
        using var service = new Scripted([.. Enumerable.Repeat(HttpStatusCode.BadGateway, 20)]);
        var time = new SteppingTime();

        await service.Get(new RetryPolicy(8, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)), time);

        var bounds = new[] { 1, 2, 4, 8, 10, 10, 10 };
        Assert.All(time.Waits.Zip(bounds), pair => Assert.InRange(pair.First, TimeSpan.Zero, TimeSpan.FromSeconds(pair.Second)));
    }

    [Fact]
    public async Task Cancelling_ends_a_wait()
    {
        using var service = new Scripted(HttpStatusCode.TooManyRequests, HttpStatusCode.OK) { RetryAfter = new(TimeSpan.FromSeconds(20)) };
        using var http = service.Client(Quick);
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.GetAsync("http://edge.test/", cancelled.Token));
    }

    [Fact]
    public async Task An_answer_in_foreign_words_is_told_by_its_status()
    {
        using var service = new Scripted(HttpStatusCode.Forbidden) { Body = new StringContent("{", null, "application/problem+json") };
        using var edge = new EdgeClient(new Uri("http://edge.test"), EdgeCredentials.OfSecret("s"), Quick, service);

        var refused = await Assert.ThrowsAsync<EdgeForbiddenException>(() => edge.GetMe());

        Assert.Equal(("about:blank", "403 Forbidden"), (refused.Problem.Type, refused.Message));
    }

    /// <summary>Answers as it is told, one status after the other.</summary>
    private sealed class Scripted(params HttpStatusCode[] answers) : HttpMessageHandler
    {
        public int Sent { get; private set; }

        public RetryConditionHeaderValue? RetryAfter { get; init; }

        public HttpContent? Body { get; init; }

        public HttpClient Client(RetryPolicy policy, TimeProvider? time = null) =>
            new(new RetryHandler(policy, time ?? TimeProvider.System) { InnerHandler = this }, disposeHandler: false);

        public async Task<HttpStatusCode> Get(RetryPolicy policy, TimeProvider? time = null)
        {
            using var http = Client(policy, time);
            using var answer = await http.GetAsync("http://edge.test/");
            return answer.StatusCode;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = new HttpResponseMessage(answers[Sent++]) { Content = Body ?? new StringContent("") };
            answer.Headers.RetryAfter = RetryAfter;
            return Task.FromResult(answer);
        }
    }

    /// <summary>A clock on which every wait is over at once, and is remembered.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override DateTimeOffset GetUtcNow() => FakeTime.Noon;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
