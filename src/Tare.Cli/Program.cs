using Tare.Cli.Commands;

return await CommandLine.RunAsync(Environment.GetCommandLineArgs()[0], args, CommandContext.FromProcess());
