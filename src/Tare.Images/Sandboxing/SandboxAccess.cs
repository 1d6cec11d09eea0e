namespace Tare.Images.Sandboxing;

/// <summary>What a program in a sandbox may use of this machine: its network, and time to wait for it.</summary>
/// <param name="Folder">A folder that it sees at <c>/tmp/project</c>, where it can be to be read only.</param>
internal sealed record SandboxAccess(string Folder);
