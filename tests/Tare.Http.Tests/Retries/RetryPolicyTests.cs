using System.Net;
using System.Net.Http.Headers;
using Tare.Http.Retries;

namespace Tare.Http.Tests.Retries;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new()
    {
        Attempts = 4,
        FirstDelay = TimeSpan.FromSeconds(1),
        LongestDelay = TimeSpan.FromSeconds(3),
        LongestRetryAfter = TimeSpan.FromSeconds(10),
        Chance = () => 0.5,
    };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Delays_double_up_to_a_limit(int attempt, int seconds) => Policy.DelayAfter(attempt, null).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void The_last_attempt_is_the_last() => Policy.DelayAfter(4, null).ShouldBeNull();

    [Theory]
    [InlineData(0.0, 0.5)]
    [InlineData(0.999, 1.499)]
    public void Chance_spreads_a_delay_by_half(double chance, double seconds) =>
        (Policy with { Chance = () => chance }).DelayAfter(1, null).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void What_the_server_asks_for_is_the_least() => Policy.DelayAfter(1, TimeSpan.FromSeconds(5)).ShouldBe(TimeSpan.FromSeconds(5.5));

    [Fact]
    public void A_server_that_asks_for_too_much_is_not_waited_for() => Policy.DelayAfter(1, TimeSpan.FromSeconds(11)).ShouldBeNull();

    [Fact]
    public void Silence_is_borne_twice_and_refusals_as_often_as_others()
    {
        var silence = new HttpException(HttpFailure.Timeout, "http://a/", "silent");
        Policy.DelayAfterFailure(1, silence).ShouldNotBeNull();
        Policy.DelayAfterFailure(2, silence).ShouldBeNull();
        Policy.DelayAfterFailure(2, new HttpException(HttpFailure.Connection, "http://a/", "refused")).ShouldNotBeNull();
        Policy.DelayAfterFailure(1, new HttpException(HttpFailure.Status, "http://a/", "later") { RetryAfter = TimeSpan.FromSeconds(5) }).ShouldBe(TimeSpan.FromSeconds(5.5));
    }

    [Fact]
    public void Retry_after_is_read_as_seconds_and_as_a_date()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
        RetryPolicy.RetryAfter(response, TimeProvider.System).ShouldBe(TimeSpan.FromSeconds(7));
        response.Headers.RetryAfter = new RetryConditionHeaderValue(DateTimeOffset.UtcNow.AddHours(-1));
        RetryPolicy.RetryAfter(response, TimeProvider.System).ShouldBe(TimeSpan.Zero);
    }
}
