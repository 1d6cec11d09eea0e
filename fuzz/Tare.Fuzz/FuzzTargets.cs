using Tare.Fuzz.Archives;
using Tare.Fuzz.Conda;
using Tare.Fuzz.Dockerfiles;
using Tare.Fuzz.Images;
using Tare.Fuzz.Oci;

namespace Tare.Fuzz;

/// <summary>Every target. A new one is a file with a static <c>Target</c> and a line here.</summary>
internal static class FuzzTargets
{
    internal static readonly FuzzTarget[] All =
    [
        TarFuzz.Target,
        ZipFuzz.Target,
        GzipFuzz.Target,
        ZstandardFuzz.Target,
        Bzip2Fuzz.Target,
        CondaPackageFuzz.Target,
        TarBz2PackageFuzz.Target,
        PathsFuzz.Target,
        CondarcFuzz.Target,
        PrefixRecordFuzz.Target,
        HistoryFuzz.Target,
        VersionFuzz.Target,
        MatchSpecFuzz.Target,
        EnvironmentFileFuzz.Target,
        RepodataFuzz.Target,
        RepodataIndexFuzz.Target,
        RunExportsFuzz.Target,
        MessagePackFuzz.Target,
        DockerfileFuzz.Target,
        FixFuzz.Dockerfile,
        FixFuzz.Environment,
        ReferenceFuzz.Target,
        DocumentFuzz.Manifest,
        DocumentFuzz.Index,
        DocumentFuzz.Config,
        AuthenticationFuzz.Challenge,
        AuthenticationFuzz.File,
        CompiledModuleFuzz.Target,
    ];
}
