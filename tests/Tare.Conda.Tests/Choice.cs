using CsCheck;

namespace Tare.Conda.Tests;

/// <summary>Generators that choose from a list.</summary>
internal static class Choice
{
    internal static Gen<string> Of(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
