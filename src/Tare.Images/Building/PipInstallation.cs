using System.Globalization;
using Tare.Conda.Linking;
using Tare.Images.Sandboxing;

namespace Tare.Images.Building;

/// <summary>
/// Lets an environment's pip install its section inside the image, with this machine's network. What it changed becomes a layer.
/// Compiled modules are checked by the hash of their source (PEP 552), as the times of files are not those that pip saw.
/// </summary>
internal sealed class PipInstallation(ImageStage stage, ImageBuildPlan plan)
{
    private const string Project = "/tmp/project";
    private const string Program = "import os, runpy, sys; os.chdir(sys.argv[1]); sys.argv = ['pip', *sys.argv[2:]]; runpy.run_module('pip', run_name='__main__', alter_sys=True)";
    private static readonly string[] NetworkFiles = ["/etc/resolv.conf", "/etc/hosts"];

    /// <summary>Installs; <see cref="ImageException"/> with pip's own reason where it fails.</summary>
    internal void Run(BuildEnvironment environment, IReadOnlyList<KeyValuePair<string, string>> variables)
    {
        var section = environment.Pip!;
        var folder = Path.GetDirectoryName(Path.GetFullPath(section.File))!;
        var list = Path.Join(folder, $".tare-pip-{Guid.NewGuid():N}.txt");
        var lines = EditableProjects.InImage(section, plan.Copies);
        try
        {
            File.WriteAllLines(list, lines);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            list = stage.Root.PathOf("/tmp/requirements.txt");
            File.WriteAllLines(list, lines);
        }

        try
        {
            var here = Path.GetDirectoryName(list) == folder ? $"{Project}/{Path.GetFileName(list)}" : "/tmp/requirements.txt";
            var program = $"{environment.Prefix}/{PythonTarget.Find(environment.Packages)!.Program}";
            string[] words = [program, "-c", Program, Project, "install", "-r", here, "--no-input", "--disable-pip-version-check", "--progress-bar=off", "--src", $"{environment.Prefix}/src", .. Options(section)];
            var result = stage.Install(words, [.. variables, .. Variables(section)], folder);
            if (result.Status != 0)
            {
                throw new ImageException($"pip could not install the pip section of `{section.File}`: {Reason(result)}", "see to the names and to the network; `--no-pip` builds the image without them");
            }
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>Brings what pip needs of this machine into the image's root; it is none of what pip changes.</summary>
    internal void Prepare(PipSection section)
    {
        Directory.CreateDirectory(stage.Root.PathOf(Project));
        Directory.CreateDirectory(stage.Root.PathOf("/etc"));
        if (plan.Base is null)
        {
            HostLibraries.CopyTo(stage.Root);
        }

        foreach (var file in NetworkFiles.Where(File.Exists))
        {
            File.Copy(file, stage.Root.PathOf(file), overwrite: true);
        }

        foreach (var (variable, file) in section.Files)
        {
            File.Copy(file, stage.Root.PathOf($"/tmp/{variable}"), overwrite: true);
        }
    }

    private string[] Options(PipSection section) =>
        [.. section.KeepsCache ? [] : (string[])["--no-cache-dir"], .. plan.LayerOptions.Trim.Contains(TrimRule.Bytecode) ? ["--no-compile"] : (string[])[]];

    private IEnumerable<KeyValuePair<string, string>> Variables(PipSection section) =>
    [
        .. section.Variables,
        .. section.Files.Select(f => KeyValuePair.Create(f.Key, $"/tmp/{f.Key}")),
        new("HOME", "/root"),
        new("PIP_ROOT_USER_ACTION", "ignore"),
        new("PYTHONDONTWRITEBYTECODE", "1"),
        new("PYTHONHASHSEED", "0"),
        new("SOURCE_DATE_EPOCH", plan.Created.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string Reason(SandboxResult result)
    {
        var errors = result.Errors.Split('\n').Where(l => l.StartsWith("ERROR: ", StringComparison.Ordinal)).Select(l => l["ERROR: ".Length..].TrimEnd('.', ' ')).ToList();
        return errors.Count > 0 ? string.Join("; ", errors) : result.LastError;
    }
}
