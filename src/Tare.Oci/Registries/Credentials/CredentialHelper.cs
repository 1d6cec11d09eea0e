using System.ComponentModel;
using System.Diagnostics;
using Tare.Oci.Manifests;

namespace Tare.Oci.Registries.Credentials;

/// <summary>
/// A program <c>docker-credential-NAME</c> (docker-credential-helpers): <c>get</c> reads a host from standard input and answers a
/// JSON object with user and secret.
/// </summary>
internal static class CredentialHelper
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The credential, or null where the helper knows none. <see cref="OciException"/> when the helper cannot be run.</summary>
    internal static async Task<RegistryCredential?> GetAsync(string name, string host, IReadOnlyDictionary<string, string> environment, CancellationToken stop)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            throw new OciException($"`{name}` is not the name of a credential helper", "write the part after `docker-credential-`");
        }

        var program = "docker-credential-" + name;
        using var process = Start(program, environment);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(host.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? Parse(await output, program) : Failed(program, await output + await error);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            process.Kill();
            throw new OciException($"the credential helper `{program}` gave no answer", "run it by hand: `echo HOST | " + program + " get`");
        }
        catch (IOException)
        {
            // It ended without reading the host; what it said decides.
            await process.WaitForExitAsync(stop);
            return Failed(program, "it does not read the host");
        }
    }

    private static Process Start(string program, IReadOnlyDictionary<string, string> environment)
    {
        var path = (environment.GetValueOrDefault("PATH") ?? "").Split(':').Where(f => f.Length > 0)
            .Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            throw new OciException($"the credential helper `{program}` is not on PATH", "install it, or remove it from `credsStore` and `credHelpers` in config.json");
        }

        var start = new ProcessStartInfo(path, ["get"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new OciException($"cannot run the credential helper `{path}`: {exception.Message}", null, exception);
        }
    }

    private static RegistryCredential? Parse(string json, string program)
    {
        var document = $"the answer of `{program}`";
        return JsonObjectReader.Read(System.Text.Encoding.UTF8.GetBytes(json), document, element =>
        {
            var reader = new JsonObjectReader(element, document, "");
            var (user, secret) = (reader.Text("Username") ?? "", reader.Text("Secret") ?? "");
            return secret.Length == 0 ? null
                : new RegistryCredential(user == "<token>" ? "" : user, secret, user == "<token>" ? RegistryCredentialKind.IdentityToken : RegistryCredentialKind.Password);
        });
    }

    private static RegistryCredential? Failed(string program, string said)
    {
        // The words of the helpers' own library for "none".
        return said.Contains("credentials not found", StringComparison.OrdinalIgnoreCase) ? null
            : throw new OciException($"the credential helper `{program}` failed: {said.Trim().ReplaceLineEndings(" ")}", "run `docker login` for that registry again");
    }
}
