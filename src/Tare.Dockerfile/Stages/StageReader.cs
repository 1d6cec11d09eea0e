using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Stages;

/// <summary>Divides a file into its stages and follows the variables and the shell through each.</summary>
public static class StageReader
{
    /// <summary>The stages, in order. What stands before the first FROM is only ARG, whose values FROM lines see.</summary>
    public static ImmutableArray<Stage> Read(DockerfileSyntax file)
    {
        var stages = new List<Stage>();
        var global = new VariableScope();
        var instructions = file.Instructions;
        var first = 0;
        for (; first < instructions.Length && instructions[first].Keyword != "FROM"; first++)
        {
            Declare(instructions[first], global, global);
        }

        while (first < instructions.Length)
        {
            var end = first + 1;
            while (end < instructions.Length && instructions[end].Keyword != "FROM")
            {
                end++;
            }

            stages.Add(ReadStage(stages, instructions[first..end], global));
            first = end;
        }

        return [.. stages];
    }

    private static Stage ReadStage(List<Stage> earlier, ImmutableArray<Instruction> instructions, VariableScope global)
    {
        var words = ShellParser.Parse(instructions[0].Arguments).Commands.SelectMany(c => c.Words).Select(w => w.Text).ToArray();
        var baseText = words.Length > 0 ? words[0] : "";
        var resolved = global.Expand(baseText);
        var parent = earlier.LastOrDefault(s => s.Name is not null && s.Name.Equals(resolved, StringComparison.OrdinalIgnoreCase));
        var last = parent is { Instructions.Length: > 0 } ? parent.Instructions[^1] : null;
        var variables = new VariableScope();
        IReadOnlyList<string>? shell = null;
        if (last is not null)
        {
            // ENV goes on into the stages built on this one; ARG does not, but a value that both set is the ENV's.
            variables = new VariableScope(last.Variables);
            shell = ShellAfter(last);
            Declare(last.Syntax, variables, global);
        }

        return new Stage
        {
            Index = earlier.Count,
            From = instructions[0],
            Base = resolved,
            Name = words.Length >= 3 && words[1].Equals("AS", StringComparison.OrdinalIgnoreCase) ? words[2] : null,
            Parent = parent,
            Instructions = Follow(instructions[1..], variables, shell, global),
        };
    }

    private static ImmutableArray<StageInstruction> Follow(
        ImmutableArray<Instruction> instructions, VariableScope variables, IReadOnlyList<string>? shell, VariableScope global)
    {
        var result = ImmutableArray.CreateBuilder<StageInstruction>(instructions.Length);
        foreach (var instruction in instructions)
        {
            var placed = new StageInstruction(instruction, variables, shell);
            result.Add(placed);
            shell = ShellAfter(placed);
            if (instruction.Keyword is "ENV" or "ARG")
            {
                variables = new VariableScope(variables);
                Declare(instruction, variables, global);
            }
        }

        return result.MoveToImmutable();
    }

    private static IReadOnlyList<string>? ShellAfter(StageInstruction instruction) =>
        instruction is { Keyword: "SHELL", Syntax.ExecForm: { } words } ? [.. words.Select(w => w.Text)] : instruction.Shell;

    // All pairs of one ENV see the values before the instruction, not each other's.
    private static void Declare(Instruction instruction, VariableScope variables, VariableScope global)
    {
        if (instruction.Keyword is not ("ENV" or "ARG"))
        {
            return;
        }

        var values = instruction.Pairs.Select(p => (p.Key, Value: p.Value is null ? global[p.Key] : variables.Expand(p.Value))).ToArray();
        foreach (var (key, value) in values)
        {
            variables[key] = value;
        }
    }
}
