namespace Tare.Conda.Solving;

/// <summary>Why the solver is asked for something.</summary>
internal enum GoalOrigin
{
    /// <summary>The request names it.</summary>
    Requested,

    /// <summary>An earlier request named it.</summary>
    History,

    /// <summary>The configuration pins it.</summary>
    Pin,

    /// <summary>The environment's Python keeps its minor version unless Python itself is asked for.</summary>
    PythonOfEnvironment,

    /// <summary>It is installed and nothing installed may change.</summary>
    Frozen,
}
