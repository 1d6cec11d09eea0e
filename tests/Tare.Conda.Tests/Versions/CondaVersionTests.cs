using System.Text;
using CsCheck;
using Tare.Conda.Versions;

namespace Tare.Conda.Tests.Versions;

public sealed class CondaVersionTests
{
    // Parts from which versions are made that are near each other.
    private static readonly Gen<string> Part = Choice.Of("0", "00", "1", "2", "10", "79", "80", "255", "256", "99999999999999999999", "a", "rc", "dev", "post", "*", "alpha", "1a", "0a", "1a0", "1post", "0post", "0a0b", "2*a");
    private static readonly Gen<string> Main = Gen.Select(Part.Array[1, 5], Choice.Of(".", ".", "_")).Select((parts, separator) => string.Join(separator, parts));
    private static readonly Gen<string> Text = Gen.Select(Choice.Of("", "", "", "0!", "1!"), Main, Choice.Of("", "", "+"), Main)
        .Select((epoch, main, plus, local) => epoch + main + (plus.Length > 0 ? plus + local : ""));
    private static readonly Gen<CondaVersion> Version = Text.Select(t => CondaVersion.Parse(t));

    [Fact]
    public void The_order_is_that_of_condas_definition() =>
        Gen.Select(Text, Text).Sample((a, b) => Math.Sign(CondaVersion.Parse(a).CompareTo(CondaVersion.Parse(b))) == VersionModel.Compare(a, b), iter: 20_000);

    [Fact]
    public void The_order_is_transitive() => Gen.Select(Version, Version, Version).Sample((a, b, c) =>
    {
        var sorted = new[] { a, b, c };
        Array.Sort(sorted);
        return sorted[0] <= sorted[1] && sorted[1] <= sorted[2] && sorted[0] <= sorted[2];
    });

    [Fact]
    public void The_order_is_antisymmetric_and_agrees_with_equality() => Gen.Select(Version, Version).Sample((a, b) =>
        a.CompareTo(b) == -b.CompareTo(a) && a.Equals(b) == (a.CompareTo(b) == 0) && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode()));

    [Fact]
    public void A_version_starts_as_conda_says() =>
        Gen.Select(Text, Text).Sample((a, b) => CondaVersion.Parse(a).StartsWith(CondaVersion.Parse(b)) == VersionModel.StartsWith(a, b), iter: 20_000);

    [Fact]
    public void A_version_starts_with_itself() => Version.Sample(v => v.StartsWith(v));

    [Fact]
    public void Canonical_text_is_the_same_version() => Version.Sample(v =>
    {
        var again = CondaVersion.Parse(v.ToString());
        return again.Equals(v) && again.ToString() == v.ToString();
    });

    [Fact]
    public void Any_text_is_a_version_or_a_fault_inside_of_the_text() => Gen.String.Sample(text =>
        CondaVersion.TryParse(text, out _, out var fault) || (fault.Reason.Length > 0 && fault.Position >= 0 && fault.Position <= text.Length));

    [Fact]
    public void Any_bytes_have_a_key_or_a_fault() => Gen.Byte.Array[0, 40].Sample(bytes =>
    {
        var key = new byte[VersionKey.MaximumLength(bytes.Length)];
        return VersionKey.TryWrite(bytes, key, out var length, out var fault) ? length > 0 : fault.Position <= bytes.Length;
    });

    [Fact]
    public void A_key_written_from_bytes_is_that_of_the_text() => Text.Sample(text =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var key = new byte[VersionKey.MaximumLength(bytes.Length)];
        VersionKey.TryWrite(bytes, key, out var length, out _).ShouldBeTrue();
        return key.AsSpan(0, length).SequenceEqual(CondaVersion.Parse(text).Key);
    });

    [Theory]
    [InlineData("", "empty version string", 0)]
    [InlineData("3.5&1", "invalid character(s)", 3)]
    [InlineData("  3.5&1", "invalid character(s)", 5)]
    [InlineData("1-1_1", "invalid character(s)", 1)]
    [InlineData("a!1.0", "epoch must be an integer", 0)]
    [InlineData("1!2!3", "duplicated epoch separator '!'", 3)]
    [InlineData("1..1", "empty version component", 2)]
    [InlineData("1.", "empty version component", 2)]
    [InlineData("5.5+1+0", "duplicated local version separator '+'", 5)]
    [InlineData("+1.2", "missing version before local version separator '+'", 0)]
    [InlineData("1.2+", "empty version component", 4)]
    [InlineData("1.é", "invalid character(s)", 2)]
    public void A_fault_points_at_its_character(string text, string reason, int position)
    {
        CondaVersion.TryParse(text, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(new SyntaxFault(reason, position));
    }

    [Fact]
    public void A_dash_is_an_underscore() => CondaVersion.Parse("1.0-1").ToString().ShouldBe("1.0_1");

    [Fact]
    public void The_default_value_is_version_0() => default(CondaVersion).ShouldBe(CondaVersion.Parse("0"));
}
