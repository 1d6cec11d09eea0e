namespace Tare.Conda.Cleaning;

/// <summary>A thing that should have gone and did not.</summary>
/// <param name="Path">Where.</param>
/// <param name="Error">What stood in the way.</param>
public sealed record FailedPath(string Path, string Error)
{
    /// <summary>The error of a folder among the package caches that holds nothing of one, and is left alone.</summary>
    public const string NotACache = "it does not look like a package cache: no urls.txt, no package, no archive";

    /// <summary>A thing that stays because of <paramref name="path"/>, which is the thing itself or lies in it.</summary>
    internal static FailedPath For(string thing, string path, string error) => new(thing, path == thing ? error : $"`{path}`: {error}");
}
