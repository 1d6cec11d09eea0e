using Tare.Cli.Terminals;
using Tare.Primitives;
using Tare.Primitives.Progress;

namespace Tare.Cli.Views.Progress;

/// <summary>
/// Shows a <see cref="ProgressMeter"/> on standard error while a job runs: nothing for the first half second, then a bar that is
/// redrawn in place on a terminal, or at most one line a second elsewhere. Wipes the bar when disposed.
/// </summary>
internal sealed class ProgressView : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan Line = TimeSpan.FromSeconds(1);

    private readonly Terminal _terminal;
    private readonly ProgressMeter _meter;
    private readonly ITimer? _timer;
    private readonly Lock _lock = new();
    private string _shown = "";
    private bool _finished;

    private ProgressView(Terminal terminal, ProgressMeter meter, TimeProvider clock, bool quiet)
    {
        _terminal = terminal;
        _meter = meter;
        _timer = quiet ? null : clock.CreateTimer(_ => Show(), null, Patience, terminal.ErrorIsTerminal ? Redraw : Line);
    }

    /// <summary>Starts to watch; <paramref name="quiet"/> shows nothing at all.</summary>
    internal static ProgressView Start(Terminal terminal, ProgressMeter meter, TimeProvider clock, bool quiet) =>
        new(terminal, meter, clock, quiet);

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _finished = true;
            if (_terminal.ErrorIsTerminal && _shown.Length > 0)
            {
                _terminal.Error.Write("\r\e[K");
            }
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            var text = _terminal.ErrorIsTerminal ? Bar() : Words();
            if (_finished || text == _shown)
            {
                return;
            }

            _shown = text;
            if (_terminal.ErrorIsTerminal)
            {
                _terminal.Error.Write($"\r{text}\e[K");
            }
            else
            {
                _terminal.Error.WriteLine(text);
            }
        }
    }

    private string Bar()
    {
        var words = Words();
        var room = Math.Min(_terminal.Width - words.Length - 4, 40);
        if (_meter.Total <= 0 || room < 10)
        {
            return words.Length < _terminal.Width ? words : words[..Math.Max(0, _terminal.Width - 1)];
        }

        var full = (int)(Share * room);
        return $"{words} [{new string('#', full)}{new string('.', room - full)}]";
    }

    private string Words()
    {
        var (done, total) = (_meter.Done, _meter.Total);
        var phase = _meter.Phase;
        return total > 0
            ? $"{phase.What} {Amount(Math.Min(done, total), phase.Unit)} of {Amount(total, phase.Unit)} ({(int)(Share * 100)} %)"
            : $"{phase.What} {Amount(done, phase.Unit)}";
    }

    private double Share => _meter.Total <= 0 ? 0 : Math.Clamp((double)_meter.Done / _meter.Total, 0, 1);

    private static string Amount(long amount, ProgressUnit unit) => unit switch
    {
        ProgressUnit.Bytes => new ByteSize(amount).ToString(),
        ProgressUnit.Files => $"{amount:N0} files",
        _ => $"{amount:N0}",
    };
}
