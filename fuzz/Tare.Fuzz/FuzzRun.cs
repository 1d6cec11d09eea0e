using System.Diagnostics;
using Tare.Primitives;

namespace Tare.Fuzz;

/// <summary>
/// Runs one target for a time. An input that brings the parser to a new answer (another kind of error, more or less memory, more or
/// less time) joins the corpus, so that the search goes on from there.
/// </summary>
internal sealed class FuzzRun(FuzzTarget target, int seed, ProcessorTime processor)
{
    private const int MostInputs = 2000;
    private readonly List<byte[]> _corpus = [.. target.Seeds(), []];
    private readonly HashSet<string> _answers = [];

    /// <summary>Inputs tried.</summary>
    internal long Inputs { get; private set; }

    /// <summary>Different answers seen.</summary>
    internal int Answers => _answers.Count;

    /// <summary>The first input that breaks the law, and how; null when there is none within the time.</summary>
    internal (byte[] Input, string Finding)? Search(TimeSpan time)
    {
        var mutator = new Mutator(new Random(seed), target.LargestInput);
        var seeds = _corpus.ToArray();
        var clock = Stopwatch.StartNew();
        for (var i = 0; clock.Elapsed < time; i++)
        {
            var input = i < seeds.Length ? seeds[i] : mutator.Mutate(_corpus);
            if (Try(input, out var answer) is { } finding)
            {
                return (input, finding);
            }

            Inputs++;
            if (_answers.Add(answer) && _corpus.Count < MostInputs && i >= seeds.Length)
            {
                _corpus.Add(input);
            }
        }

        return null;
    }

    /// <summary>Tries one input: the finding, or null.</summary>
    internal string? Try(byte[] input, out string answer)
    {
        var (finding, reached, elapsed) = (default(string), "", TimeSpan.Zero);
        processor.RunBeside(() => finding = Try(input, out reached, out elapsed));
        answer = reached;
        if (finding is not null || elapsed <= target.Patience)
        {
            return finding;
        }

        var spent = processor.RunAlone(() => finding = Try(input, out _, out _));
        return finding ?? (spent > target.Patience ? $"it took {spent.TotalSeconds:0.0} s of processor time" : null);
    }

    private string? Try(byte[] input, out string answer, out TimeSpan elapsed)
    {
        elapsed = TimeSpan.Zero;
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        answer = "read";
        try
        {
            target.Run(input);
        }
        catch (TareException exception)
        {
            // The numbers in a message change with every input; its words tell where it came from.
            answer = string.Concat(exception.Message.Where(c => char.IsAsciiLetter(c) || c == ' '));
            answer = answer.Length > 80 ? answer[..80] : answer;
            if (exception.Message.Contains('\n', StringComparison.Ordinal))
            {
                return $"an error of more than one line: {exception.Message}";
            }
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }

        var memory = GC.GetAllocatedBytesForCurrentThread() - before;
        elapsed = clock.Elapsed;
        answer += $" {long.Log2(memory + 1)} {long.Log2((long)elapsed.TotalMilliseconds + 1)}";
        return memory > target.Memory ? $"it allocated {memory} bytes" : null;
    }
}
