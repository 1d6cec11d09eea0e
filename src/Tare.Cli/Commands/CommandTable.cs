using Tare.Cli.Commands.Dockerfile;

namespace Tare.Cli.Commands;

/// <summary>Every command of Tare, in the order of <c>tare --help</c>.</summary>
internal static class CommandTable
{
    internal static readonly CommandEntry[] All =
    [
        new("clean", "Free the caches of a conda root", Caches.CleanCommand.Create),
        new("list", "List what is installed in an environment", List.ListCommand.Create),
        new("info", "Show where everything is", Info.InfoCommand.Create),
        new("create", "Make a new environment", Create.CreateCommand.Create),
        new("search", "Look for packages in channels and environments", Search.SearchCommand.Create),
        new("install", "Put packages into an environment", Install.InstallCommand.Create),
        new("update", "Bring packages up to date", Install.InstallCommand.CreateUpdate),
        new("remove", "Take packages out, or a whole environment away", Remove.RemoveCommand.Create),
        new("rename", "Give an environment another name", Rename.RenameCommand.Create),
        new("export", "Write a file from which an environment can be made again", Export.ExportCommand.Create),
        new("doctor", "Compare an environment with its records, and mend it", Doctor.DoctorCommand.Create),
        new("compare", "Compare an environment with an environment.yml", Compare.CompareCommand.Create),
        new("env", "List environments and change what belongs to them", Env.EnvCommand.Create),
        new("run", "Run a program in an environment", Run.RunCommand.Create),
        new("activate", "Enter an environment", _ => Shell.ActivateCommand.Create("activate")),
        new("deactivate", "Leave the active environment", _ => Shell.ActivateCommand.Create("deactivate")),
        new("shell", "Print what a shell has to evaluate to use environments", Shell.ShellCommand.Create),
        new("init", "Prepare shells for `activate`", Shell.InitCommand.Create),
        new("notices", "Show the notices of channels", Notices.NoticesCommand.Create),
        new("config", "Read and change the configuration", Config.ConfigCommand.Create),
        new("image", "See, slim, build, compare and copy container images", Image.ImageCommand.Create),
        new("lint", "Find the mistakes in Dockerfiles and environment.yml files", LintCommand.Create),
        new("dockerfile", "Repair the mistakes in a Dockerfile, or write a new one", DockerfileCommand.Create),
        new("package", "Unpack, look into and write package archives", Package.PackageCommand.Create),
    ];
}
