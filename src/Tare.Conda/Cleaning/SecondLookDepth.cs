namespace Tare.Conda.Cleaning;

/// <summary>How closely a package is looked at again after it was moved aside and before it goes.</summary>
public enum SecondLookDepth
{
    /// <summary>Every file's number of names: right when time has passed since the plan was made.</summary>
    EveryFile,

    /// <summary>The file that an installation links first, and the records: enough when the plan was made this moment.</summary>
    FirstFile,
}
