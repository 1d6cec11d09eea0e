using Tare.Http.Downloads;

namespace Tare.Http.Documents;

/// <summary>Reads a document that several places have.</summary>
public static class MirroredReading
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Asks the first place, and the next ones whenever the newest asked fails or stays silent for two seconds; the first good answer
    /// counts, and comes with the number of its place. <see cref="HttpException"/> names every failure where there is none.
    /// </summary>
    public static async Task<(HttpDocument Document, int Place)> GetDocumentAsync(this HttpStack stack, IReadOnlyList<Uri> places, Validators? known, CancellationToken stop)
    {
        return places.Count == 1 ? (await AskAsync(0, stop), 0) : await new MirrorRace<HttpDocument>(stack.Options.Clock, Patience).RunAsync(places.Count, AskAsync, stop);

        async Task<HttpDocument> AskAsync(int place, CancellationToken end)
        {
            try
            {
                return await stack.GetDocumentAsync(places[place], known, end);
            }
            catch (HttpException exception) when (place < places.Count - 1)
            {
                stack.Options.Retrying?.Invoke(exception.Message);
                throw;
            }
        }
    }
}
