using System.Text;
using Tare.Images.Bytecode;

namespace Tare.Fuzz.Images;

/// <summary>Modules as a Python of a package compiled them: what is settled is settled for good.</summary>
internal static class CompiledModuleFuzz
{
    // A header of Python 3.11 (PEP 552), and behind it what the seeds hold.
    private const string Header = "\u00A7\r\r\n\u0001\0\0\0hashhash";
    private const string Text = "\u00FA\u0003abc";

    private static readonly string Code = "\u00E3" + new string('\0', 20) + $"s\u0002\0\0\0d\u0001){"\u0004"}N{Text}i\u0001\0\0\0g12345678)\u0001r\u0001\0\0\0)\0s\0\0\0\0" + "z\u0001az\u0001bz\u0001b" + "\u0001\0\0\0" + "s\u0002\0\0\0xys\0\0\0\0";

    private static readonly string[] Objects = [Code, $")\u0002{Code}>\u0003\0\0\0{Text}r\u0001\0\0\0z\u0001q", "(\u0002\0\0\0l\u0002\0\0\01234u\u0002\0\0\0\u00C3\u00A4", ":NNi\u0001\0\0\0"];

    internal static readonly FuzzTarget Target = new("pyc", Run, () => Objects.Select(o => Encoding.Latin1.GetBytes(Header + o)));

    private static void Run(ReadOnlySpan<byte> input)
    {
        var layout = new CodeLayout(5, 2);
        var settled = CompiledModule.Settle(input.ToArray(), layout);
        if (!CompiledModule.Settle(settled, layout).AsSpan().SequenceEqual(settled))
        {
            throw new InvalidOperationException("what is settled once is not settled");
        }
    }
}
