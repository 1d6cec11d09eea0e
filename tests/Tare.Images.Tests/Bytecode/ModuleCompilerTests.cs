using System.Text;
using Tare.Images.Bytecode;

namespace Tare.Images.Tests.Bytecode;

public sealed class ModuleCompilerTests
{
    // Whatever a code object tells is compared with its type, so that 1 is not True and 0.0 is not -0.0.
    private const string Comparison = """
        import marshal, sys, types

        def same(a, b):
            if type(a) is not type(b):
                return False
            if isinstance(a, types.CodeType):
                return all(same(getattr(a, n), getattr(b, n)) for n in dir(a) if n.startswith('co_') and not callable(getattr(a, n)))
            if isinstance(a, tuple):
                return len(a) == len(b) and all(map(same, a, b))
            if isinstance(a, frozenset):
                return len(a) == len(b) and all(any(same(x, y) for y in b) for x in a)
            return repr(a) == repr(b)

        for number in range(int(sys.argv[1])):
            written, settled = (open(f'/tmp/{number}.{end}', 'rb').read() for end in ('written', 'settled'))
            if written[:16] != settled[:16] or not same(marshal.loads(written[16:]), marshal.loads(settled[16:])):
                print(number)
        """;

    private static List<byte[]> Compile(IReadOnlyList<(string Path, byte[] Source)> modules, int processes)
    {
        using var compiler = ModuleCompiler.Start(StandardLibrary.Unpack(), processes).Compiler!;
        var jobs = modules.Select(m => compiler.CompileAsync(m.Path, m.Source)).ToList();
        return [.. jobs.Select(j => j.GetAwaiter().GetResult())];
    }

    [Fact]
    public void The_standard_library_is_compiled_to_the_same_bytes_in_any_order_and_any_company()
    {
        IReadOnlyList<(string Path, byte[] Source)> modules;
        var place = StandardLibrary.Unpack();
        using (place.Root)
        {
            modules = StandardLibrary.ModulesOf(place);
        }

        modules.Count.ShouldBeGreaterThan(400);
        var together = Compile(modules, 3);
        together.Count(c => c.Length > 0).ShouldBeGreaterThan(400);

        // Backwards, one after the other, behind a module whose strings are interned by it.
        var letters = Encoding.UTF8.GetBytes("import sys\n" + string.Join('\n', Enumerable.Range(33, 220).Where(c => c is not (34 or 39 or 92)).Select(c => $"x = '{(char)c}'\n_{c} = {c}")));
        var alone = Compile([("/opt/letters.py", letters), .. modules.Reverse()], 1);
        for (var i = 0; i < modules.Count; i++)
        {
            alone[^(i + 1)].AsSpan().SequenceEqual(together[i]).ShouldBeTrue(modules[i].Path);
        }
    }

    [Fact]
    public void What_Python_wrote_and_what_is_kept_of_it_load_as_the_same()
    {
        var place = StandardLibrary.Unpack();
        using var root = place.Root;
        using var python = PythonProcess.Start(place).Python!;
        var layout = CodeLayout.Of(python.Magic).ShouldNotBeNull();
        var (count, differing) = (0, 0);
        foreach (var (path, source) in StandardLibrary.ModulesOf(place))
        {
            var written = python.Compile(path, source);
            if (written.Length > 0)
            {
                var settled = CompiledModule.Settle(written, layout);
                differing += settled.AsSpan().SequenceEqual(written) ? 0 : 1;
                File.WriteAllBytes(Path.Join(root.Folder, "tmp", $"{count}.written"), written);
                File.WriteAllBytes(Path.Join(root.Folder, "tmp", $"{count++}.settled"), settled);
            }
        }

        differing.ShouldBeGreaterThan(0);
        var result = place.Sandbox.Run(root, [place.Program, "-S", "-Wignore", "-c", Comparison, $"{count}"], [new("LC_ALL", "C.UTF-8")], CancellationToken.None);
        result.ShouldBe(new(0, "", ""));
    }

    [Fact]
    public void Templates_are_left_alone_and_sources_with_an_encoding_are_read_in_it()
    {
        var compiled = Compile([("/a.py", "{{ cookiecutter.name }} = $\n"u8.ToArray()), ("/b.py", Encoding.Latin1.GetBytes("# coding: latin-1\nx = 'grün'\n")), ("/c.py", "x = 'a\0b'"u8.ToArray()), ("/d.py", [])], 2);
        compiled.Select(c => c.Length > 0).ShouldBe([false, true, false, true]);
        Encoding.UTF8.GetString(compiled[1]).ShouldContain("grün");
    }

    [Fact]
    public void What_is_nested_too_deep_for_Python_is_left_as_it_is_and_the_next_module_compiled()
    {
        var compiled = Compile([("/opt/deep.py", [.. Enumerable.Repeat((byte)'-', 20_000), (byte)'1']), ("/opt/one.py", "x = 1"u8.ToArray())], 1);
        compiled[0].ShouldBeEmpty();
        compiled[1].ShouldNotBeEmpty();
    }
}
