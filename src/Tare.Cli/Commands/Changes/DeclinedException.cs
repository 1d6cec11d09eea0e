using Tare.Primitives;

namespace Tare.Cli.Commands.Changes;

/// <summary>The user said no.</summary>
internal sealed class DeclinedException() : TareException("nothing was changed, as you said no");
