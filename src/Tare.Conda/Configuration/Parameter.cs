namespace Tare.Conda.Configuration;

/// <summary>A setting that conda knows.</summary>
/// <param name="Name">The key that conda prefers.</param>
/// <param name="Kind">What its single values are.</param>
/// <param name="Shape">How they are arranged.</param>
/// <param name="Default">The value where no source gives one.</param>
public sealed record Parameter(string Name, ParameterKind Kind, ParameterShape Shape, SettingValue Default)
{
    /// <summary>Other keys with the same meaning.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The words of a <see cref="ParameterKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What separates the items of a list in an environment variable.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary><c>$NAME</c> in its values is replaced.</summary>
    public bool ExpandsVariables { get; init; }

    /// <summary>What it is for, in a sentence or two.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The heading it stands under in <c>config --describe</c>.</summary>
    public string Category { get; init; } = "";

    /// <summary>The key is the name or one of the aliases.</summary>
    public bool IsNamed(string key) => key == Name || Aliases.Contains(key);
}
