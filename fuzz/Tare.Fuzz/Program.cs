using System.Globalization;
using Tare.Fuzz;

// Tare.Fuzz SECONDS [TARGET...]: searches; Tare.Fuzz --replay FILE TARGET: tries one input again.
using var processor = new ProcessorTime();
if (args is ["--replay", var file, var name])
{
    var finding = new FuzzRun(FuzzTargets.All.Single(t => t.Name == name), 0, processor).Try(File.ReadAllBytes(file), out var answer);
    Console.WriteLine(finding ?? $"no finding: {answer}");
    return finding is null ? 0 : 1;
}

if (args.Length == 0 || !double.TryParse(args[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
{
    Console.Error.WriteLine($"usage: Tare.Fuzz SECONDS [TARGET...] | --replay FILE TARGET; targets: {string.Join(' ', FuzzTargets.All.Select(t => t.Name))}");
    return 2;
}

var targets = args.Length == 1 ? FuzzTargets.All : FuzzTargets.All.Where(t => args.Contains(t.Name)).ToArray();
var seed = Environment.TickCount;
var failed = false;
var sideBySide = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
Parallel.ForEach(targets, sideBySide, target =>
{
    var run = new FuzzRun(target, seed, processor);
    var found = run.Search(TimeSpan.FromSeconds(seconds));
    lock (targets)
    {
        Console.WriteLine($"{target.Name,-16} {run.Inputs,9} inputs {run.Answers,5} answers {(found is null ? "no finding" : "FINDING")}");
        if (found is { } f)
        {
            failed = true;
            var path = Path.GetFullPath($"fuzz-{target.Name}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(f.Input))[..12]}");
            File.WriteAllBytes(path, f.Input);
            Console.WriteLine($"{f.Finding}\nthe input is {path}; again: ./dev fuzz --replay {path} {target.Name}");
        }
    }
});
return failed ? 1 : 0;
