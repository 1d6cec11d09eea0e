namespace Tare.Conda.Versions;

/// <summary>The operators that compare a version with another in the order of versions.</summary>
internal enum VersionOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
