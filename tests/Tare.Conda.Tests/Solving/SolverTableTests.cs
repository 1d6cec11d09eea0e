using Tare.Testing;

namespace Tare.Conda.Tests.Solving;

public sealed class SolverTableTests
{
    [Fact]
    public void Tare_answers_as_all_three_solvers_of_conda_do()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        var wrong = new List<string>();
        foreach (var one in SolverCase.Load(SharedData.PathOf("tables", "solver_cases.json")))
        {
            var problem = one.Run();
            if (problem.Length > 0)
            {
                wrong.Add($"{(one.IsAgreed ? "AGREED " : "")}{one.Id}: {problem}");
            }
        }

        wrong.ShouldBeEmpty();
    }
}
