using Tare.Conformance;
using Tare.Testing;

if (!SharedData.IsPresent)
{
    Console.Error.WriteLine($"error: {SharedData.Missing}");
    return 2;
}

var passed = 0;
var failed = 0;
foreach (var table in Tables.All.Where(t => args.Length == 0 || args.Any(a => t.Path.Contains(a, StringComparison.Ordinal))))
{
    var tally = new Tally();
    if (!Path.Exists(SharedData.PathOf(table.Path)))
    {
        Console.WriteLine($"{table.Path,-44} not there");
        continue;
    }

    table.Run(SharedData.Folder, tally);
    Console.WriteLine($"{table.Path,-44} {tally.Passed,6} passed {tally.Failures.Count,5} failed {tally.Skipped,5} not asked");
    if (tally.Reason is { } reason)
    {
        Console.WriteLine($"  {reason}");
    }

    foreach (var failure in tally.Failures)
    {
        Console.WriteLine($"  {failure}");
    }

    passed += tally.Passed;
    failed += tally.Failures.Count;
}

Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;
