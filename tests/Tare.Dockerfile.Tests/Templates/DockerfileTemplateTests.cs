using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Templates;

namespace Tare.Dockerfile.Tests.Templates;

public sealed class DockerfileTemplateTests
{
    public static TheoryData<ImagePurpose> Purposes => [.. Enum.GetValues<ImagePurpose>()];

    [Theory]
    [MemberData(nameof(Purposes))]
    public void What_init_writes_passes_lint(ImagePurpose purpose)
    {
        var text = DockerfileTemplate.Write(new TemplateOptions(purpose, "environment.yml") { Gpu = true });
        Linter.Run(LintFile.Parse(text, new LintSettings { Today = new DateOnly(2026, 11, 1) })).Where(f => f.Severity > Severity.Info).ShouldBeEmpty();
    }
}
