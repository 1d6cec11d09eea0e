using Tare.Conda.Solving.Planning;

namespace Tare.Conda.Tests.Solving;

public sealed class CooldownTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2025-01-31", "2025-01-31T00:00:00Z")]
    [InlineData("2025-01-31T10:00:00+02:00", "2025-01-31T08:00:00Z")]
    [InlineData("7d", "2026-03-08T12:00:00Z")]
    [InlineData("1w", "2026-03-08T12:00:00Z")]
    [InlineData("P7D", "2026-03-08T12:00:00Z")]
    [InlineData("P1W", "2026-03-08T12:00:00Z")]
    [InlineData("PT36H", "2026-03-14T00:00:00Z")]
    [InlineData("12h", "2026-03-15T00:00:00Z")]
    public void A_date_or_an_age_is_a_moment(string text, string moment) => Cooldown.Parse("exclude_newer", text, Now)!.Value.UtcDateTime.ShouldBe(DateTimeOffset.Parse(moment, null).UtcDateTime);

    [Theory]
    [InlineData("")]
    [InlineData("false")]
    public void Nothing_and_false_let_all_through(string text) => Cooldown.Parse("exclude_newer", text, Now).ShouldBeNull();

    [Theory]
    [InlineData("soon")]
    [InlineData("d")]
    [InlineData("-3d")]
    [InlineData("P3")]
    [InlineData("99999999999999999999d")]
    public void What_is_neither_is_an_error_that_names_the_setting(string text) =>
        Should.Throw<CondaException>(() => Cooldown.Parse("exclude_newer_package.numpy", text, Now)).Message.ShouldContain("exclude_newer_package.numpy");
}
