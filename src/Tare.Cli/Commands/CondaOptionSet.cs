namespace Tare.Cli.Commands;

/// <summary>Groups of options that conda's commands share.</summary>
[Flags]
internal enum CondaOptionSet
{
    /// <summary><c>--json -q -v --root-prefix</c>, which every command has.</summary>
    None = 0,

    /// <summary><c>-n --name</c> and <c>-p --prefix</c>.</summary>
    Target = 1,

    /// <summary><c>-c --channel</c>, <c>--override-channels</c>, <c>--use-local</c>, <c>--offline</c>.</summary>
    Channels = 2,

    /// <summary><c>-y --yes</c> and <c>-d --dry-run</c>.</summary>
    Confirmation = 4,
}
