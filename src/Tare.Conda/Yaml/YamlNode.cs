namespace Tare.Conda.Yaml;

/// <summary>A part of a YAML document, with the place where it stands.</summary>
public abstract class YamlNode
{
    /// <summary>Line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Column, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>The line that the node ends in, from 1; not the lines of blanks and comments behind it.</summary>
    public required int EndLine { get; init; }

    /// <summary>Written in brackets or braces.</summary>
    public bool IsFlow { get; init; }

    /// <summary>The comment that ends the node's line, without <c>#</c> and the spaces around it; null where there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Nodes in the node, itself included, where an alias counts as what it stands for.</summary>
    internal abstract int Weight { get; }
}
