using CsCheck;
using Tare.Oci.References;

namespace Tare.Oci.Tests.References;

public sealed class RegistryReferenceTests
{
    private const string Hash = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("debian", "docker.io/library/debian:latest", "debian:latest")]
    [InlineData("debian:12", "docker.io/library/debian:12", "debian:12")]
    [InlineData("user/app", "docker.io/user/app:latest", "user/app:latest")]
    [InlineData("docker.io/debian", "docker.io/library/debian:latest", "debian:latest")]
    [InlineData("index.docker.io/user/app:1", "docker.io/user/app:1", "user/app:1")]
    [InlineData("quay.io/org/app:1", "quay.io/org/app:1", "quay.io/org/app:1")]
    [InlineData("localhost/app", "localhost/app:latest", "localhost/app:latest")]
    [InlineData("localhost:5000/app", "localhost:5000/app:latest", "localhost:5000/app:latest")]
    [InlineData("[::1]:5000/app:x", "[::1]:5000/app:x", "[::1]:5000/app:x")]
    [InlineData("ghcr.io/a/b__c/d-e.f:V1_2.3-x", "ghcr.io/a/b__c/d-e.f:V1_2.3-x", "ghcr.io/a/b__c/d-e.f:V1_2.3-x")]
    [InlineData("debian@" + Hash, "docker.io/library/debian@" + Hash, "debian@" + Hash)]
    [InlineData("debian:12@" + Hash, "docker.io/library/debian:12@" + Hash, "debian:12@" + Hash)]
    [InlineData("127.0.0.1:5000/a/b", "127.0.0.1:5000/a/b:latest", "127.0.0.1:5000/a/b:latest")]
    public void A_reference_has_a_canonical_and_a_familiar_form(string text, string canonical, string familiar)
    {
        var reference = RegistryReference.Parse(text);
        reference.ToString().ShouldBe(canonical);
        reference.Familiar.ShouldBe(familiar);
        RegistryReference.Parse(canonical).ShouldBe(reference);
        RegistryReference.Parse(familiar).ShouldBe(reference);
    }

    [Theory]
    [InlineData("", "no name")]
    [InlineData("Debian", "upper case")]
    [InlineData("debian:", "empty tag")]
    [InlineData("debian:-x", "a tag that starts with a dash")]
    [InlineData("debian@sha256:123", "a short digest")]
    [InlineData("debian@", "no digest")]
    [InlineData("a//b", "an empty part")]
    [InlineData("/a", "a path")]
    [InlineData("a/", "an empty part at the end")]
    [InlineData("../a", "a path upwards")]
    [InlineData("host.io/..", "dots only")]
    [InlineData("host.io:port/a", "a port that is no number")]
    [InlineData("a b", "a space")]
    [InlineData("a\nb", "a line feed")]
    [InlineData("user:secret@host.io/app", "credentials")]
    public void Text_that_names_no_image_is_refused(string text, string because) =>
        RegistryReference.TryParse(text, out _).ShouldBeFalse(because);

    [Fact]
    public void Upper_case_is_explained() =>
        Should.Throw<InvalidReferenceException>(() => RegistryReference.Parse("Debian:12")).Hint.ShouldBe("write the repository in lower case");

    [Fact]
    public void Docker_Hub_is_asked_at_its_own_address()
    {
        RegistryReference.Parse("debian").ApiHost.ShouldBe("registry-1.docker.io");
        RegistryReference.Parse("quay.io/a/b").ApiHost.ShouldBe("quay.io");
    }

    [Fact]
    public void A_digest_wins_over_the_tag() => RegistryReference.Parse("debian:12@" + Hash).ManifestName.ShouldBe(Hash);

    [Fact]
    public void Whatever_is_read_is_written_and_read_again_the_same() =>
        Gen.String[Gen.Char["abAZ01.:/@_-[]%\0 "], 0, 30].Sample(text =>
        {
            if (RegistryReference.TryParse(text, out var reference))
            {
                RegistryReference.Parse(reference.ToString()).ShouldBe(reference);
            }
        });
}
