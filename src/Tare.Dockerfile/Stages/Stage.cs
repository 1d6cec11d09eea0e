using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Stages;

/// <summary>A build stage: FROM and what follows up to the next.</summary>
public sealed class Stage
{
    /// <summary>Its place in the file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The FROM instruction.</summary>
    public required Instruction From { get; init; }

    /// <summary>The base with its variables replaced as far as they are known.</summary>
    public required string Base { get; init; }

    /// <summary>The name behind AS, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The stage that the base names, or null where the base is an image.</summary>
    public Stage? Parent { get; init; }

    /// <summary>What stands in the stage, each with the variables known there.</summary>
    public required ImmutableArray<StageInstruction> Instructions { get; init; }

    /// <summary>The image at the root of the chain of stages.</summary>
    public string RootImage => Chain[0].Base;

    /// <summary>This stage and those it builds on, the first of them first.</summary>
    public ImmutableArray<Stage> Chain => field.IsDefault ? field = Parent is null ? [this] : [.. Parent.Chain, this] : field;
}
