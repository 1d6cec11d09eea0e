using Tare.Http.Retries;
using Tare.Http.Timeouts;

namespace Tare.Http.Tests;

/// <summary>Options with short delays and without chance.</summary>
internal static class TestOptions
{
    internal static HttpOptions Quick { get; } = new()
    {
        UsesNetrc = false,
        Retry = new RetryPolicy { FirstDelay = TimeSpan.FromMilliseconds(2), Chance = () => 0.5 },
        Timeouts = new HttpTimeouts { Connect = TimeSpan.FromSeconds(5), Stall = TimeSpan.FromMilliseconds(400) },
    };

    internal static IReadOnlyDictionary<string, string> Environment(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(v => v.Name, v => v.Value);
}
