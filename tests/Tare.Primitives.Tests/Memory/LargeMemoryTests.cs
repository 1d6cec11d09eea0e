using Tare.Primitives.Memory;

namespace Tare.Primitives.Tests.Memory;

public sealed class LargeMemoryTests
{
    [Fact]
    public void It_holds_as_many_values_as_were_asked_for()
    {
        using var memory = new LargeMemory<uint>(1_000_003);
        memory.Span.Length.ShouldBe(1_000_003);
        memory.Span.Fill(7);
        memory.Span[^1].ShouldBe(7u);
    }

    [Fact]
    public void What_was_given_back_cannot_be_used()
    {
        var memory = new LargeMemory<byte>(10);
        memory.Dispose();
        memory.Dispose();
        Should.Throw<ObjectDisposedException>(() => memory.Span.Length);
    }
}
