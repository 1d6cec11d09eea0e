using Tare.Primitives.Files;
using Tare.Testing;

namespace Tare.Primitives.Tests.Files;

public sealed class ChangeLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_one_waits_until_the_first_is_done()
    {
        Task<ChangeLock> second;
        using (ChangeLock.Take(_folder["new/folder"], default))
        {
            second = Task.Run(() => ChangeLock.Take(_folder["new/folder"], default));
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            second.IsCompleted.ShouldBeFalse();
        }

        (await second.WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
    }

    [Fact]
    public void Waiting_ends_when_it_is_told_to()
    {
        using var first = ChangeLock.Take(_folder.Path, default);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Should.Throw<OperationCanceledException>(() => ChangeLock.Take(_folder.Path, stop.Token));
    }

    [Fact]
    public void A_lock_that_cannot_be_made_is_an_error_and_no_reason_to_wait()
    {
        File.CreateSymbolicLink(_folder[".tare.lock"], ".tare.lock");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Should.Throw<IOException>(() => ChangeLock.Take(_folder.Path, stop.Token));
    }
}
