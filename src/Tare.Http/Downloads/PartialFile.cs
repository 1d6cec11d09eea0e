using System.Security.Cryptography;
using Tare.Primitives;

namespace Tare.Http.Downloads;

/// <summary>The growing <c>PATH.partial</c> with the hashes of what is in it; becomes PATH when it is what was expected.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly DownloadRequest _request;
    private readonly FileStream _file;
    private readonly string _path;
    private IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private IncrementalHash? _md5;
    private bool _finished;
    private bool _isSpoiled;

    private PartialFile(DownloadRequest request, FileStream file, string path)
    {
        (_request, _file, _path) = (request, file, path);
        _md5 = NeedsMd5 ? IncrementalHash.CreateHash(HashAlgorithmName.MD5) : null;
    }

    internal long Length { get; private set; }

    private bool NeedsMd5 => _request.Expected is { Sha256: null, Md5: not null };

    /// <summary>
    /// Opens the file and takes up what an earlier process left, where a hash will tell whether it fits. The file is locked
    /// (flock), so that a second process takes another name instead of writing into it.
    /// </summary>
    internal static PartialFile Open(DownloadRequest request)
    {
        if (Path.GetDirectoryName(request.Path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var path = request.Path + DownloadRequest.PartialSuffix;
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
        {
            path = $"{request.Path}.{Guid.NewGuid():N}{DownloadRequest.PartialSuffix}";
            file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }

        var partial = new PartialFile(request, file, path);
        if (file.Length > 0 && request.Expected.HasHash && !(file.Length > request.Expected.Size))
        {
            partial.TakeUp();
        }
        else
        {
            partial.Restart();
        }

        return partial;
    }

    internal async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        try
        {
            await _file.WriteAsync(bytes, stop);
        }
        catch (IOException)
        {
            // A full disk needs the room more than a later attempt needs the part.
            _isSpoiled = true;
            throw;
        }

        Count(bytes.Span);
    }

    /// <summary>Throws away what was written.</summary>
    internal void Restart()
    {
        _file.SetLength(0);
        _file.Position = 0;
        _request.Progress?.Invoke(-Length);
        Length = 0;
        _sha256.Dispose();
        _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _md5?.Dispose();
        _md5 = NeedsMd5 ? IncrementalHash.CreateHash(HashAlgorithmName.MD5) : null;
    }

    /// <summary>Compares with what was expected and gives the file its name; <see cref="ContentMismatchException"/> otherwise.</summary>
    internal DownloadResult Finish(Uri url)
    {
        var expected = _request.Expected;
        var redacted = UrlSecrets.Hide(url);
        var digest = new Digest(_sha256.GetCurrentHash());
        var md5 = _md5 is null ? null : Convert.ToHexStringLower(_md5.GetCurrentHash());
        if (expected.Size is { } size && size != Length)
        {
            throw new ContentMismatchException(redacted, "size", $"{size}", $"{Length}");
        }

        if (expected.Sha256 is { } wanted && wanted != digest)
        {
            throw new ContentMismatchException(redacted, "sha256", wanted.Hex, digest.Hex);
        }

        if (md5 is not null && !md5.Equals(expected.Md5, StringComparison.OrdinalIgnoreCase))
        {
            throw new ContentMismatchException(redacted, "md5", expected.Md5!, md5);
        }

        _file.Flush();
        File.Move(_path, _request.Path, overwrite: true);
        _finished = true;
        return new DownloadResult(_request.Path, url, Length, digest);
    }

    public void Dispose()
    {
        // What can be joined by a later attempt stays; an empty file, or one whose version nobody can tell, goes.
        if (!_finished && (_isSpoiled || Length == 0 || !_request.Expected.HasHash || _path != _request.Path + DownloadRequest.PartialSuffix))
        {
            File.Delete(_path);
        }

        Close();
        _sha256.Dispose();
        _md5?.Dispose();
    }

    // Closing writes what is still held back. Where that fails, the file is a part that is shorter.
    private void Close()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException) when (!_finished)
        {
        }
    }

    private void TakeUp()
    {
        var buffer = new byte[1 << 17];
        for (int read; (read = _file.Read(buffer)) > 0;)
        {
            Count(buffer.AsSpan(0, read));
        }
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _md5?.AppendData(bytes);
        Length += bytes.Length;
        _request.Progress?.Invoke(bytes.Length);
    }
}
