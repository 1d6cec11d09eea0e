namespace Tare.Conda.Configuration;

/// <summary>What the single values of a parameter are.</summary>
public enum ParameterKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Text, or null.</summary>
    NullableText,

    /// <summary>A truth value: true/yes/on/y/1 or false/no/off/n/0.</summary>
    Boolean,

    /// <summary>A truth value, or null.</summary>
    NullableBoolean,

    /// <summary>A truth value, or other text.</summary>
    BooleanOrText,

    /// <summary>A truth value, or a whole number.</summary>
    BooleanOrInteger,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>One of a few words.</summary>
    Choice,
}
