using System.Net;
using Tare.Http;
using Tare.Http.Documents;
using Tare.Primitives;

namespace Tare.Conda.Repodata.Mirrors;

/// <summary>Reads files that the mirrors of a channel have: whoever fails, or sends what cannot be used, is named and passed over.</summary>
internal sealed class MirrorReader(RepodataOptions options)
{
    /// <summary>What <paramref name="take"/> makes of the first good answer, or null where no place has the file.</summary>
    /// <param name="places">Where the file is, best first, with credentials.</param>
    /// <param name="known">The version that is in the cache.</param>
    /// <param name="take">Uses an answer of a place; a <see cref="TareException"/> says that it cannot be used.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="TareException">Some place may have the file, and none gave it.</exception>
    public async Task<T?> ReadAsync<T>(IReadOnlyList<Uri> places, Validators? known, Func<HttpDocument, Uri, T> take, CancellationToken stop)
        where T : class
    {
        var left = options.Quarantine.Order(places).ToList();
        var failures = new List<TareException>();
        while (left.Count > 0)
        {
            try
            {
                var (document, number) = await options.Http().GetDocumentAsync(left, known, stop);
                using (document)
                {
                    var place = left[number];
                    left.RemoveAt(number);
                    if (Take(() => take(document, place), place, failures) is { } taken)
                    {
                        return taken;
                    }
                }
            }
            catch (HttpException exception)
            {
                failures.Add(exception);
                left.Clear();
            }

            if (left.Count > 0)
            {
                Tell(failures[^1]);
            }
        }

        return failures.TrueForAll(IsAbsence) ? null : throw Combine(failures);
    }

    /// <summary>A place sent something else than what it should have; it is asked last from now on.</summary>
    public void Blame(Uri place, TareException failure)
    {
        options.Quarantine.Add(place, failure.Message);
        Tell(failure);
    }

    private T? Take<T>(Func<T> take, Uri place, List<TareException> failures)
        where T : class
    {
        try
        {
            return take();
        }
        catch (TareException exception)
        {
            if (exception is not HttpException)
            {
                options.Quarantine.Add(place, exception.Message);
            }

            failures.Add(exception);
            return null;
        }
    }

    private void Tell(TareException failure)
    {
        var http = options.Http().Options;
        (failure is HttpException ? http.Retrying : http.Distrusted)?.Invoke(failure.Message);
    }

    private static bool IsAbsence(TareException failure) => failure is HttpException { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone };

    private static TareException Combine(List<TareException> failures)
    {
        var told = failures.Where(f => !IsAbsence(f)).ToList();
        return told.Count == 1 ? told[0] : new CondaException("every mirror failed: " + string.Join("; ", told.Select(f => f.Message)), told[^1].Hint, told[^1]);
    }
}
