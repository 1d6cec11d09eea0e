using System.Diagnostics;

namespace Tare.Conda.Installing;

/// <summary>The variables that programs of an environment are started with.</summary>
internal static class ScriptVariables
{
    /// <summary>Those of the command, and nothing by which another Python would be meant.</summary>
    internal static void Apply(ProcessStartInfo start, IReadOnlyDictionary<string, string> variables)
    {
        start.Environment.Clear();
        foreach (var (name, value) in variables)
        {
            if (name is not ("PYTHONPATH" or "PYTHONHOME"))
            {
                start.Environment[name] = value;
            }
        }
    }
}
