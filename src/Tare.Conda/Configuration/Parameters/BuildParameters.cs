namespace Tare.Conda.Configuration.Parameters;

/// <summary>Settings of conda-build.</summary>
internal static class BuildParameters
{
    private static readonly ParameterBuilder Make = new("Conda-build Configuration");

    internal static readonly Parameter[] All =
    [
        Make.Text("bld_path", "", "Where conda-build puts packages; croot comes first."),
        Make.Text("croot", "", "Where conda-build works and puts packages."),
        Make.NullableFlag("anaconda_upload", "Upload built packages to anaconda.org.", "binstar_upload"),
        Make.Map("conda_build", ParameterKind.Text, "Further settings of conda-build.", "conda-build"),
    ];
}
