using Tare.Cli.Commands;
using Tare.Cli.Terminals;

return await CommandLine.RunAsync(Environment.GetCommandLineArgs()[0], args, CommandContext.FromProcess());
