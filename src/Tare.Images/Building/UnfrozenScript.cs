namespace Tare.Images.Building;

/// <summary>An activation script whose variables are not in the image's configuration.</summary>
/// <param name="Path">Its absolute path in the image.</param>
/// <param name="Reason">Why, as the end of a sentence.</param>
/// <param name="CanRunLater">A shell may run it when a container starts; false where it ends or confuses the shell.</param>
public sealed record UnfrozenScript(string Path, string Reason, bool CanRunLater);
