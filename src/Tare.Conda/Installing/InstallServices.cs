using Tare.Conda.Configuration;
using Tare.Http;
using Tare.Primitives.Progress;

namespace Tare.Conda.Installing;

/// <summary>What an installation needs of its surroundings.</summary>
/// <param name="Configuration">conda's configuration.</param>
/// <param name="Http">The network, made when it is first needed.</param>
/// <param name="Clock">The time.</param>
/// <param name="Progress">Counts what was done.</param>
/// <param name="Warn">Told of what did not go as it should and is no failure; one sentence without a full stop, from any thread.</param>
public sealed record InstallServices(
    CondaConfiguration Configuration, Func<HttpStack> Http, TimeProvider Clock, ProgressMeter Progress, Action<string> Warn);
