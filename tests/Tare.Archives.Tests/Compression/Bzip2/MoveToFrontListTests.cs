using CsCheck;
using Tare.Archives.Compression.Bzip2;

namespace Tare.Archives.Tests.Compression.Bzip2;

public sealed class MoveToFrontListTests
{
    [Fact]
    public void The_byte_taken_comes_to_the_front_and_the_others_keep_their_order() =>
        Gen.Int[0, 255].Array[1, 500].Sample(places =>
        {
            var list = new MoveToFrontList();
            List<byte> model = [.. Enumerable.Range(0, 256).Select(i => (byte)(i ^ 0x5a))];
            list.Fill([.. model]);
            foreach (var place in places)
            {
                var value = model[place];
                model.RemoveAt(place);
                model.Insert(0, value);
                list.Take(place).ShouldBe(value);
                list.First.ShouldBe(value);
            }
        });
}
