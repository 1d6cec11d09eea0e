namespace Tare.Conda.Repodata.Json;

/// <summary>Where in a package list a reader stands.</summary>
internal enum RepodataSection
{
    /// <summary>Before the opening brace.</summary>
    Start,

    /// <summary>Before the first key of the document, or its end.</summary>
    FirstKey,

    /// <summary>After a value of the document.</summary>
    AfterValue,

    /// <summary>Before the first record of `packages` or `packages.conda`, or its end.</summary>
    FirstRecord,

    /// <summary>At the name of a record.</summary>
    Record,

    /// <summary>After a record.</summary>
    AfterRecord,

    /// <summary>After the closing brace.</summary>
    End,
}
