using System.CommandLine;

namespace Tare.Cli.Commands;

/// <summary>
/// A name on the command line and how to make the command behind it. The command is made only when it is called for, so that the
/// start does not pay for the others.
/// </summary>
public sealed record CommandEntry(string Name, string Summary, Func<CommandContext, Command> Create);
