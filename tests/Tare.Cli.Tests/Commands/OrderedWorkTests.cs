using Tare.Cli.Commands.Dockerfile;

namespace Tare.Cli.Tests.Commands;

public sealed class OrderedWorkTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(1000)]
    public void Results_come_out_in_the_order_of_the_items_whatever_each_takes(int count)
    {
        List<int> taken = [];
        var work = new OrderedWork<int, int>(
            i =>
            {
                Thread.SpinWait(i % 7 * 1000);
                return i * 2;
            },
            taken.Add);
        work.Run([.. Enumerable.Range(0, count)], TestContext.Current.CancellationToken);
        taken.ShouldBe(Enumerable.Range(0, count).Select(i => i * 2));
    }

    [Fact]
    public void What_an_item_throws_comes_out_as_it_was_thrown() =>
        Should.Throw<FormatException>(() => new OrderedWork<int, int>(i => i == 500 ? throw new FormatException("five hundred") : i, _ => { })
            .Run([.. Enumerable.Range(0, 1000)], TestContext.Current.CancellationToken)).Message.ShouldBe("five hundred");
}
