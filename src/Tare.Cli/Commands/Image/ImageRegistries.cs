using Tare.Oci.Registries;
using Tare.Oci.Stores;

namespace Tare.Cli.Commands.Image;

/// <summary>How a command reaches registries. Nothing is read before the first of them is needed: a local image needs no configuration.</summary>
internal sealed class ImageRegistries(Func<RegistryAccess> make, TimeProvider clock) : IDisposable
{
    private readonly Lazy<RegistryAccess> _access = new(make);

    /// <summary>What stores of images need.</summary>
    internal StoreOptions Stores => new() { Registries = () => _access.Value, Clock = clock };

    /// <summary>The registries themselves.</summary>
    internal RegistryAccess Access => _access.Value;

    public void Dispose()
    {
        if (_access.IsValueCreated)
        {
            _access.Value.Dispose();
        }
    }
}
