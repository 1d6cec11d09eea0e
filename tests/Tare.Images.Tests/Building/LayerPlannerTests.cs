using CsCheck;
using Tare.Conda.Records;
using Tare.Images.Building;

namespace Tare.Images.Tests.Building;

public sealed class LayerPlannerTests
{
    private static RepoDataRecord Record(string name, long size, string version = "1") => new() { Name = name, Version = version, Build = "0", Size = size };

    private static BuildEnvironment Environment(IEnumerable<RepoDataRecord> records) => new("app", "/opt/app", [.. records]);

    [Fact]
    public void Every_package_is_in_one_layer_and_there_are_never_more_layers_than_the_budget() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, LayerGrouping.Most], Gen.Long[0, 1_000_000].Array[60]).Sample((count, budget, sizes) =>
        {
            var records = Enumerable.Range(0, count).Select(i => Record($"p{i}", sizes[i])).ToList();
            var layers = LayerPlanner.Plan([Environment(records)], new LayerGrouping(budget));
            layers.Count.ShouldBeLessThanOrEqualTo(budget);
            layers.SelectMany(l => l.Packages).Select(p => p.Record.Name).Order(StringComparer.Ordinal).ShouldBe(records.Select(r => r.Name).Order(StringComparer.Ordinal));
        });

    [Fact]
    public void A_new_version_of_a_small_package_changes_one_layer()
    {
        var records = Enumerable.Range(0, 80).Select(i => Record($"p{i}", 1000 + i)).ToList();
        var before = LayerPlanner.Plan([Environment(records)], new LayerGrouping(20)).Select(l => l.Title).ToList();
        records[3] = Record("p3", 1003, "2");
        var after = LayerPlanner.Plan([Environment(records)], new LayerGrouping(20)).Select(l => l.Title).ToList();
        after.Except(before).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("package", LayerGrouping.Most)]
    [InlineData("single", 1)]
    [InlineData("17", 17)]
    public void Groupings_are_read(string text, int budget)
    {
        LayerGrouping.TryParse(text, out var grouping).ShouldBeTrue();
        grouping.Budget.ShouldBe(budget);
        grouping.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-3")]
    [InlineData("many")]
    public void Other_groupings_are_not(string text) => LayerGrouping.TryParse(text, out _).ShouldBeFalse();
}
