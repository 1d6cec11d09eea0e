using System.Text;

namespace Tare.Conda.Linking;

/// <summary>A command that a noarch package brings: <c>name = module:function</c> (Python packaging, "Entry points specification").</summary>
/// <param name="Command">The command's name.</param>
/// <param name="Module">The module.</param>
/// <param name="Function">The function, which may be an attribute of an object: <c>cli.main</c>.</param>
public sealed record EntryPoint(string Command, string Module, string Function)
{
    private static readonly System.Buffers.SearchValues<char> Dangerous = System.Buffers.SearchValues.Create("/\\\0\r\n'\"();, ");

    /// <summary>Reads <c>name = module:function [extras]</c>; <see cref="LinkException"/> for what cannot be one.</summary>
    public static EntryPoint Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var target = equals < 0 ? "" : text[(equals + 1)..].Split('[')[0].Trim();
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        var point = colon <= 0 ? null : new EntryPoint(text[..equals].Trim(), target[..colon].Trim(), target[(colon + 1)..].Trim());

        // A stranger's command becomes a file name and a line of Python.
        if (point is null || point.Command is "" or "." or ".." || point.Function.Length == 0
            || (point.Command + point.Module + point.Function).AsSpan().ContainsAny(Dangerous))
        {
            throw new LinkException($"`{text}` is not an entry point", "the package is badly built");
        }

        return point;
    }

    /// <summary>The script, which starts with the interpreter of the environment.</summary>
    public byte[] Script(string prefix, PythonTarget python)
    {
        var interpreter = $"{prefix}/{python.Program}";
        var root = Function.Split('.')[0];
        var start = interpreter.Length <= 125 && !interpreter.Contains(' ', StringComparison.Ordinal)
            ? $"#!{interpreter}\n"
            : $"#!/bin/sh\n'''exec' \"{interpreter}\" \"$0\" \"$@\"\n' '''\n";
        return Encoding.UTF8.GetBytes($"{start}import sys\n\nfrom {Module} import {root}\n\nif __name__ == \"__main__\":\n    sys.exit({Function}())\n");
    }
}
