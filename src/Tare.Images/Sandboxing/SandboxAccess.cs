namespace Tare.Images.Sandboxing;

/// <summary>What a program in a sandbox may use of this machine: its network, and time to wait for it.</summary>
/// <param name="Folder">A folder that it sees at <c>/tmp/project</c>. What it writes there is thrown away, or refused, where the system can do neither it is written.</param>
internal sealed record SandboxAccess(string Folder);
