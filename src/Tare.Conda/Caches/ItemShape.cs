namespace Tare.Conda.Caches;

/// <summary>How a thing is removed.</summary>
public enum ItemShape
{
    /// <summary>One name: a file, a symbolic link, a pipe.</summary>
    Name,

    /// <summary>A folder with all that is in it.</summary>
    Folder,

    /// <summary>What is in a folder; the folder stays, because it is a mount or reached through a symbolic link.</summary>
    Content,
}
