using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Conda.Prefixes;
using Tare.Primitives.Json;

namespace Tare.Cli.Views.Conda;

/// <summary>Lists environments as conda does.</summary>
internal static class EnvironmentListView
{
    internal static void WriteText(Terminal terminal, IReadOnlyList<EnvironmentDetails> environments, IReadOnlyDictionary<string, long>? sizes)
    {
        terminal.Output.WriteLine("\n# conda environments:\n#\n# * -> active\n# + -> frozen");
        foreach (var environment in environments)
        {
            var size = sizes is null ? "" : $"{CondaBytes.Text(sizes.GetValueOrDefault(environment.Path)),10} ";
            terminal.Output.WriteLine($"{environment.Name,-20} {(environment.IsActive ? '*' : ' ')} {(environment.IsFrozen ? '+' : ' ')} {size}{environment.Path}");
        }

        terminal.Output.WriteLine();
    }

    /// <summary>The fields <c>envs</c> and <c>envs_details</c> of an open object.</summary>
    internal static void WriteNames(Utf8JsonWriter writer, IReadOnlyList<EnvironmentDetails> environments) =>
        writer.WriteTexts("envs", environments.Select(e => e.Path));

    internal static void WriteDetails(Utf8JsonWriter writer, IReadOnlyList<EnvironmentDetails> environments, IReadOnlyDictionary<string, long>? sizes)
    {
        writer.WriteStartObject("envs_details");
        foreach (var environment in environments)
        {
            writer.WriteStartObject(environment.Path);
            writer.WriteString("name", environment.Name);
            writer.WriteString("created", CondaTime.Text(environment.Created));
            writer.WriteString("last_modified", CondaTime.Text(environment.LastModified));
            writer.WriteBoolean("active", environment.IsActive);
            writer.WriteBoolean("base", environment.IsBase);
            writer.WriteBoolean("frozen", environment.IsFrozen);
            if (environment.IsWritable is { } writable)
            {
                writer.WriteBoolean("writable", writable);
            }
            else
            {
                writer.WriteNull("writable");
            }

            if (sizes is not null)
            {
                writer.WriteNumber("size", sizes.GetValueOrDefault(environment.Path));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
