using System.Diagnostics;
using Tare.Conda.Configuration;
using Tare.Conda.Records;

namespace Tare.Conda.Installing;

/// <summary>
/// The scripts that packages bring for the moments after they were linked and before they are unlinked
/// (<c>bin/.NAME-post-link.sh</c>, run_script in conda/core/link.py).
/// </summary>
internal sealed class LinkScripts(string prefix, CondaConfiguration configuration, Action<string> warn)
{
    internal const string PostLink = "post-link";
    internal const string PreUnlink = "pre-unlink";

    /// <summary>Runs the scripts of packages, or only names them.</summary>
    internal void Run(IEnumerable<RepoDataRecord> records, string moment, bool runs, CancellationToken stop)
    {
        var skipped = new List<string>();
        foreach (var record in records)
        {
            var script = Path.Join(prefix, "bin", $".{record.Name}-{moment}.sh");
            if (!File.Exists(script))
            {
                continue;
            }

            if (!runs)
            {
                skipped.Add(record.Name);
            }
            else if (RunOne(script, record, stop) is var status and not 0)
            {
                warn($"the {moment} script of {record.Name} failed with exit status {status}; it is `{script}`");
            }
        }

        if (skipped.Count > 0)
        {
            warn($"the {moment} {Primitives.Grammar.Noun(skipped.Count, "script")} of {string.Join(", ", skipped)} did not run; --run-scripts runs them");
        }
    }

    private int RunOne(string script, RepoDataRecord record, CancellationToken stop)
    {
        var start = new ProcessStartInfo(File.Exists("/bin/bash") ? "/bin/bash" : "/bin/sh") { WorkingDirectory = prefix, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(script);
        ScriptVariables.Apply(start, configuration.Host.Variables);
        start.Environment["PATH"] = $"{Path.Join(prefix, "bin")}:{configuration.Host["PATH"] ?? "/usr/bin:/bin"}";
        start.Environment["ROOT_PREFIX"] = configuration.Root.Path;
        start.Environment["PREFIX"] = prefix;
        start.Environment["CONDA_PREFIX"] = prefix;
        start.Environment["PKG_NAME"] = record.Name;
        start.Environment["PKG_VERSION"] = record.Version;
        start.Environment["PKG_BUILDNUM"] = record.BuildNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            using var process = Process.Start(start)!;
            using var cancel = stop.Register(process.Kill);
            process.StandardInput.Close();
            while (process.StandardOutput.ReadLine() is { } line)
            {
                warn($"{record.Name}: {line}");
            }

            process.WaitForExit();
            Say(record);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 127;
        }
    }

    // What a script has to say to the user it leaves here.
    private void Say(RepoDataRecord record)
    {
        var messages = Path.Join(prefix, ".messages.txt");
        if (File.Exists(messages))
        {
            warn($"{record.Name}: {File.ReadAllText(messages).Trim()}");
            File.Delete(messages);
        }
    }
}
