using Tare.Conda.Linking;
using Tare.Images.Sandboxing;

namespace Tare.Images.Bytecode;

/// <summary>An image's Python and what it runs in.</summary>
/// <param name="Sandbox">The sandbox.</param>
/// <param name="Root">The files that it sees.</param>
/// <param name="Prefix">The environment's folder in the image.</param>
/// <param name="Python">The environment's Python.</param>
internal sealed record PythonPlace(Sandbox Sandbox, SandboxRoot Root, string Prefix, PythonTarget Python)
{
    /// <summary>The interpreter's path in the image.</summary>
    internal string Program => $"{Prefix}/{Python.Program}";
}
