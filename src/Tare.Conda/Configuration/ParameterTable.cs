using Tare.Conda.Configuration.Parameters;

namespace Tare.Conda.Configuration;

/// <summary>Every setting that conda 26.7 knows, by category, and those of mamba that name mirrors.</summary>
public static class ParameterTable
{
    private static readonly Parameter[] Table =
    [
        .. ChannelParameters.All, .. BasicParameters.All, .. NetworkParameters.All, .. SolverParameters.All, .. LinkingParameters.All,
        .. BuildParameters.All, .. OutputParameters.All, .. CommandLineParameters.All, .. HiddenParameters.All,
    ];

    private static readonly Dictionary<string, Parameter> ByName = Index();

    /// <summary>The settings, in the order of <c>config --describe</c>.</summary>
    public static IReadOnlyList<Parameter> All => Table;

    /// <summary>The setting that a key or one of its aliases names, or null.</summary>
    public static Parameter? Find(string key) => ByName.GetValueOrDefault(key);

    private static Dictionary<string, Parameter> Index()
    {
        var index = new Dictionary<string, Parameter>(Table.Length * 2, StringComparer.Ordinal);
        foreach (var parameter in Table)
        {
            index.Add(parameter.Name, parameter);
            foreach (var alias in parameter.Aliases)
            {
                index.Add(alias, parameter);
            }
        }

        return index;
    }
}
