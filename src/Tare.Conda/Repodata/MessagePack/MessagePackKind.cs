namespace Tare.Conda.Repodata.MessagePack;

/// <summary>The families of MessagePack values (github.com/msgpack/msgpack, spec.md).</summary>
internal enum MessagePackKind
{
    Nil,
    Boolean,
    Integer,
    Float,
    Text,
    Binary,
    Array,
    Map,
    Extension,
}
