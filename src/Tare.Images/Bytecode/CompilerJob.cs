namespace Tare.Images.Bytecode;

/// <summary>A module to compile.</summary>
/// <param name="Module">Its absolute path in the image, which tracebacks name.</param>
/// <param name="Source">Its source.</param>
internal sealed record CompilerJob(string Module, byte[] Source)
{
    private readonly TaskCompletionSource<byte[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The compiled module; empty for what is not Python's language.</summary>
    internal Task<byte[]> Compiled => _done.Task;

    /// <summary>Does the job; what goes wrong goes to whom it is for.</summary>
    internal void Run(Func<CompilerJob, byte[]> compile)
    {
        try
        {
            _done.SetResult(compile(this));
        }
        catch (Exception exception)
        {
            _done.SetException(exception);
        }
    }

    internal void Cancel() => _done.TrySetCanceled();
}
