using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Tare.Conda.Records;
using Tare.Testing;

namespace Tare.Conformance.Peers;

/// <summary>rattler's solver as its authors publish it for node: <c>@conda-org/rattler</c>, installed below <c>artifacts/</c>.</summary>
internal static class Rattler
{
    private const string Package = "@conda-org/rattler@0.3.5";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Why it cannot be asked here, or null once it is installed.</summary>
    public static string? Install()
    {
        var folder = Directory.CreateDirectory(Folder).FullName;
        if (Directory.Exists(Path.Join(folder, "node_modules", "@conda-org", "rattler")))
        {
            return null;
        }

        var (status, _, error) = Run("npm", ["install", "--no-audit", "--no-fund", "--prefix", folder, Package]);
        return status == 0 ? null : $"npm does not install {Package}: {error.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "no message"}";
    }

    /// <summary>Its answers, one for each question.</summary>
    /// <param name="root">The folder that the channels are in.</param>
    /// <param name="machine">The virtual packages.</param>
    /// <param name="questions">What to ask.</param>
    public static IReadOnlyList<PeerAnswer> Ask(string root, IReadOnlyList<RepoDataRecord> machine, IReadOnlyList<PeerQuestion> questions)
    {
        var file = Path.Join(Folder, "questions.json");
        File.WriteAllBytes(file, Json(root, machine, questions));
        var (status, output, error) = Run("node", [Path.Join(Repository.Root, "eng", "peers", "rattler.cjs"), file]);
        return status == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]
            : throw new InvalidOperationException($"node gave up: {error}");
    }

    private static string Folder => Path.Join(Repository.Root, "artifacts", "peers", "rattler");

    private static PeerAnswer Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.TryGetProperty("packages", out var packages)
            ? new PeerAnswer(packages.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!), null)
            : new PeerAnswer(null, document.RootElement.GetProperty("error").GetString());
    }

    private static byte[] Json(string root, IReadOnlyList<RepoDataRecord> machine, IReadOnlyList<PeerQuestion> questions)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("root", root);
            WriteArray(writer, "virtual", machine, v =>
            {
                writer.WriteString("name", v.Name);
                writer.WriteString("version", v.Version);
                writer.WriteString("build", v.Build);
            });
            WriteArray(writer, "questions", questions, q =>
            {
                writer.WriteString("channel", q.Channel);
                WriteTexts(writer, "subdirs", q.Subdirs);
                WriteTexts(writer, "specs", q.Specs);
            });
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static (int Status, string Output, string Error) Run(string program, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = new StringBuilder();
            process.ErrorDataReceived += (_, line) => error.AppendLine(line.Data);
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return (-1, "", $"{program} did not end within {Patience.TotalMinutes} minutes");
            }

            process.WaitForExit();
            return (process.ExitCode, output.GetAwaiter().GetResult(), error.ToString());
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (-1, "", $"{program}: {exception.Message}");
        }
    }
}
