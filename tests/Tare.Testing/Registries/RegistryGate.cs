using System.Collections.Concurrent;
using System.Text;
using Tare.Testing.Servers;

namespace Tare.Testing.Registries;

/// <summary>Lets requests in or answers 401, and gives tokens, as the distribution specification and Docker's token protocol have it.</summary>
internal sealed class RegistryGate(FakeRegistryOptions options, Func<Uri> address)
{
    private readonly ConcurrentDictionary<string, int> _uses = new();
    private int _issued;

    internal ServerResponse? Refusal(ServerRequest request)
    {
        var given = request.Header("Authorization") ?? "";
        if (options.Tokens)
        {
            var token = given.StartsWith("Bearer ", StringComparison.Ordinal) ? given["Bearer ".Length..] : "";
            return _uses.TryGetValue(token, out var left) && left > 0 && _uses.TryUpdate(token, left - 1, left) ? null : AskForToken(request);
        }

        return options.UserInfo is null || given == Basic(options.UserInfo) ? null
            : Errors(401, "UNAUTHORIZED", "authentication required").With("WWW-Authenticate", "Basic realm=\"registry\"");
    }

    internal ServerResponse Token(ServerRequest request)
    {
        var body = Encoding.UTF8.GetString(request.Body);
        var isRefresh = request.Method == "POST";
        var isWelcome = isRefresh ? options.IdentityToken is { } identity && body.Contains($"refresh_token={Uri.EscapeDataString(identity)}", StringComparison.Ordinal)
            : options.UserInfo is null || request.Header("Authorization") == Basic(options.UserInfo);
        if (!isWelcome)
        {
            return Errors(401, "UNAUTHORIZED", "wrong user or password");
        }

        var token = $"token-{Interlocked.Increment(ref _issued)}-{Uri.UnescapeDataString(request.Query).Replace('&', '.').Replace(' ', '.')}";
        token = Convert.ToBase64String(Encoding.UTF8.GetBytes(token));
        _uses[token] = options.TokenUses;
        return ServerResponse.Text(200, $$"""{"{{(isRefresh ? "access_token" : "token")}}":"{{token}}","expires_in":300}""", "application/json");
    }

    internal static ServerResponse Errors(int status, string code, string message) =>
        ServerResponse.Text(status, $$"""{"errors":[{"code":"{{code}}","message":"{{message}}","detail":null}]}""", "application/json");

    private ServerResponse AskForToken(ServerRequest request)
    {
        var repository = request.Path.Split('/') is [_, _, .. var rest] && rest.Length > 2 ? string.Join('/', rest.Take(2)) : "x";
        var actions = request.Method is "GET" or "HEAD" ? "pull" : "pull,push";
        return Errors(401, "UNAUTHORIZED", "authentication required")
            .With("WWW-Authenticate", $"Bearer realm=\"{address()}token\",service=\"fake\",scope=\"repository:{repository}:{actions}\"");
    }

    private static string Basic(string userInfo) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(userInfo));
}
