namespace Tare.Oci.Copying;

/// <summary>Something that is made when first used, and disposed only if it was.</summary>
internal sealed class LazyDisposable<T>(Func<T> make) : IDisposable
    where T : class, IDisposable
{
    private T? _value;

    internal T Value => _value ??= make();

    public void Dispose() => _value?.Dispose();
}
