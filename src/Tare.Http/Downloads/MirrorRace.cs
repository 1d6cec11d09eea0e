using System.Net;

namespace Tare.Http.Downloads;

/// <summary>
/// Asks the first of several places, and whenever the newest one asked has not answered for a while, the next one too. The first
/// good answer wins; the others are cancelled. A place that fails hands over at once.
/// </summary>
internal sealed class MirrorRace<T>(TimeProvider clock, TimeSpan patience)
    where T : class, IDisposable
{
    internal async Task<(T Answer, int Place)> RunAsync(int places, Func<int, CancellationToken, Task<T>> ask, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = new List<(Task<T> Task, int Place)>();
        var failures = new List<Exception>();
        var next = 0;
        try
        {
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                if (running.Count == 0 && next == places)
                {
                    throw failures.Count == 1 ? failures[0] : Combine(failures);
                }

                if (running.Count == 0 || await FirstAsync(running, next < places, end.Token) is not { } done)
                {
                    running.Add((ask(next, end.Token), next));
                    next++;
                    continue;
                }

                running.Remove(done);
                if (done.Task.IsCompletedSuccessfully)
                {
                    return (await done.Task, done.Place);
                }

                failures.Add(done.Task.Exception?.InnerException ?? new OperationCanceledException(stop));
            }
        }
        finally
        {
            await end.CancelAsync();
            foreach (var (task, _) in running)
            {
                _ = task.ContinueWith(static t => t.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
                _ = task.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }

    // The first that ends, or null when patience ran out and somebody else can be asked.
    private async Task<(Task<T> Task, int Place)?> FirstAsync(List<(Task<T> Task, int Place)> running, bool canAskMore, CancellationToken stop)
    {
        var any = Task.WhenAny(running.Select(r => r.Task));
        if (canAskMore && await Task.WhenAny(any, Task.Delay(patience, clock, stop)) != any)
        {
            return null;
        }

        var first = await any;
        return running.Find(r => r.Task == first);
    }

    private static HttpException Combine(List<Exception> failures)
    {
        // That one place does not have it says less than that another cannot be asked.
        var known = failures.OfType<HttpException>().ToList();
        var first = known.Find(f => f.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Gone)) ?? known.FirstOrDefault();
        return new HttpException(
            first?.Failure ?? HttpFailure.Connection,
            first?.Url ?? "",
            string.Join("; ", failures.Select(f => f.Message)),
            first?.Hint,
            failures[^1])
        { Status = first?.Status };
    }
}
