namespace Tare.Images.Slimming;

/// <summary>What may be trimmed on request, beyond waste. Each has a danger, so none is on by default.</summary>
public enum SlimProfile : byte
{
    /// <summary>Compiled modules whose source is there.</summary>
    Bytecode,

    /// <summary>Static libraries.</summary>
    StaticLibs,

    /// <summary>Manuals and documentation.</summary>
    Docs,

    /// <summary>Test suites inside Python packages.</summary>
    Tests,
}
