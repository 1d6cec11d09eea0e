using System.Globalization;
using Tare.Conda.Configuration;

namespace Tare.Conda.Activation;

/// <summary>The names of the environments that are stacked, topmost first: <c>{stacked_env}</c> of the prompt.</summary>
internal static class PromptStack
{
    internal static string Now(CondaConfiguration configuration) => Join(Read(configuration).Prompt);

    internal static string AfterActivation(CondaConfiguration configuration, bool stacked, string name)
    {
        var prompt = Read(configuration).Prompt;
        if (!stacked && prompt.Count > 0)
        {
            prompt.RemoveAt(prompt.Count - 1);
        }

        prompt.Add(name);
        return Join(prompt);
    }

    internal static string AfterDeactivation(CondaConfiguration configuration)
    {
        var (all, prompt) = Read(configuration);
        if (all.Count == 0)
        {
            return "";
        }

        prompt.RemoveAt(prompt.Count - 1);
        all.RemoveAt(all.Count - 1);
        if (configuration.Host[$"CONDA_STACKED_{all.Count + 1}"] is null && all.Count > 0)
        {
            prompt.Add(all[^1]);
        }

        return Join(prompt);
    }

    private static (List<string> All, List<string> Prompt) Read(CondaConfiguration configuration)
    {
        var host = configuration.Host;
        var level = int.TryParse(host["CONDA_SHLVL"], NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? Math.Min(known, 1000) : 0;
        List<string> all = [];
        List<string> prompt = [];
        for (var index = 1; index <= level; index++)
        {
            var name = PromptName.Of(configuration, host[index == level ? "CONDA_PREFIX" : $"CONDA_PREFIX_{index}"] ?? "");
            all.Add(name);
            if (host[$"CONDA_STACKED_{index}"] is null && prompt.Count > 0)
            {
                prompt.RemoveAt(prompt.Count - 1);
            }

            prompt.Add(name);
        }

        return (all, prompt);
    }

    private static string Join(IEnumerable<string> names) => string.Join(',', names.Reverse());
}
