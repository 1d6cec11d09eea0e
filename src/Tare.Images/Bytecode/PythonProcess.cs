using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Tare.Images.Bytecode;

/// <summary>
/// An image's Python, which compiles the modules that it is sent. Its hash seed is fixed, and what it writes is never checked against
/// the source (PEP 552), whose time a copy of the image may change.
/// </summary>
internal sealed class PythonProcess : IDisposable
{
    /// <summary>Part of what compiled modules depend on. A parser that finds no end of brackets or signs calls it a lack of memory.</summary>
    internal const string Program = """
        import os, sys
        from importlib._bootstrap_external import _code_to_hash_pyc
        from importlib.util import MAGIC_NUMBER, source_hash
        questions, answers = sys.stdin.buffer, sys.stdout.buffer

        def answer(data):
            answers.write(len(data).to_bytes(4, 'little'))
            answers.write(data)
            answers.flush()

        def number():
            return int.from_bytes(questions.read(4), 'little')

        def compiled(path, source):
            try:
                return _code_to_hash_pyc(compile(source, path, 'exec', dont_inherit=True), source_hash(source), False)
            except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
                return b''

        answer(MAGIC_NUMBER if sys.implementation.name == 'cpython' else b'other')
        apart = number()
        while True:
            length = number()
            if not length:
                break
            path = os.fsdecode(questions.read(length))
            source = questions.read(number())
            if not apart:
                answer(compiled(path, source))
            elif os.fork() == 0:
                answer(compiled(path, source))
                os._exit(0)
            elif os.wait()[1]:
                answer(b'')
        """;

    private const int LargestAnswer = 1 << 30;
    private const int LargestFirstAnswer = 1 << 20;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // The memory of one module serves the next, instead of going back to the system and coming again page by page.
    private static readonly KeyValuePair<string, string>[] Variables =
    [
        new("PYTHONHASHSEED", "0"), new("PYTHONUTF8", "1"), new("LC_ALL", "C.UTF-8"),
        new("MALLOC_TRIM_THRESHOLD_", "268435456"), new("MALLOC_MMAP_MAX_", "0"), new("MALLOC_TOP_PAD_", "16777216"),
    ];

    private readonly Process _process;
    private string _lastError = "";

    private PythonProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _lastError = string.IsNullOrWhiteSpace(line.Data) ? _lastError : line.Data.Trim();
        process.BeginErrorReadLine();
    }

    /// <summary>The magic number of what it compiles, or that of no known Python.</summary>
    internal int Magic { get; private set; }

    /// <summary>It works on one module in one process that has seen no other: for a Python whose compiled modules are not known.</summary>
    internal bool WorksApart => CodeLayout.Of(Magic) is null;

    /// <summary>Starts Python; null, and why it does not start.</summary>
    internal static (PythonProcess? Python, string? Problem) Start(PythonPlace place)
    {
        string[] words = [place.Program, "-B", "-s", "-S", "-Wignore", "-c", Program];
        var process = new PythonProcess(place.Sandbox.Start(place.Root, words, [new("PATH", $"{place.Prefix}/bin"), .. Variables]));
        try
        {
            using var patience = new Timer(_ => process.Kill(), null, Patience, Timeout.InfiniteTimeSpan);
            process.Magic = CompiledModule.MagicOf(process.Read(LargestFirstAnswer));
            process.Write(writer => Put(writer, process.WorksApart ? 1 : 0));
            return (process, null);
        }
        catch (IOException)
        {
            // One that ends has a moment to say why.
            process._process.WaitForExit(LastWords);
            process.Dispose();
            return (null, process._lastError);
        }
    }

    /// <summary>The compiled module as Python wrote it, or nothing for what is not Python's language; an <see cref="IOException"/> when Python ends.</summary>
    internal byte[] Compile(string module, byte[] source)
    {
        using var patience = new Timer(_ => Kill(), null, Patience, Timeout.InfiniteTimeSpan);
        var path = Encoding.UTF8.GetBytes(module);
        Write(stream =>
        {
            Put(stream, path.Length);
            stream.Write(path);
            Put(stream, source.Length);
            stream.Write(source);
        });
        return Read(Math.Clamp(64L * source.Length, LargestFirstAnswer, LargestAnswer));
    }

    /// <summary>Ends it, whatever it does.</summary>
    internal void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It is gone already.
        }
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Put(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private void Write(Action<Stream> write)
    {
        var stream = _process.StandardInput.BaseStream;
        write(stream);
        stream.Flush();
    }

    private byte[] Read(long limit)
    {
        var stream = _process.StandardOutput.BaseStream;
        Span<byte> size = stackalloc byte[sizeof(int)];
        stream.ReadExactly(size);
        var length = BinaryPrimitives.ReadInt32LittleEndian(size);
        if (length < 0 || length > limit)
        {
            throw new IOException("Python gave no answer that can be read");
        }

        var answer = GC.AllocateUninitializedArray<byte>(length);
        stream.ReadExactly(answer);
        return answer;
    }
}
