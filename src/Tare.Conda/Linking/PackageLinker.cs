using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Tare.Conda.Prefixes;
using Tare.Primitives.Posix;

namespace Tare.Conda.Linking;

/// <summary>
/// Puts an extracted package into a folder. Folders are opened once for the files they hold, and each call names one file in an
/// open folder, which is what makes linking thousands of files cheap.
/// </summary>
public sealed class PackageLinker(string packageFolder, string targetFolder, LinkOptions options)
{
    private LinkMethod _method = options.Method;

    /// <summary>
    /// Makes the symbolic links. It is done for all packages before <see cref="Link"/> is for any, so that it does not depend on
    /// the order whether a file goes through a link such as <c>lib64 -> lib</c> that another package brings.
    /// </summary>
    public void MakeSymbolicLinks(PackageLinkPlan plan)
    {
        using var target = new PrefixFolder(targetFolder);
        using var source = new SourceFolder(packageFolder);
        foreach (var item in plan.Items.Where(i => i.Kind == LinkKind.SymbolicLink && !options.Left.Contains(i.Target)))
        {
            source.CopySymbolicLink(item.Source, target.FolderOf(item.Target), PrefixFolder.NameOf(item.Target));
        }
    }

    /// <summary>Puts everything else in; <see cref="LinkException"/> and <see cref="PosixException"/> name the file that fails.</summary>
    public LinkedPackage Link(PackageLinkPlan plan, CancellationToken stop)
    {
        using var target = new PrefixFolder(targetFolder);
        using var source = new SourceFolder(packageFolder);
        var paths = new PrefixPath[plan.Items.Count];
        for (var i = 0; i < paths.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            paths[i] = Place(plan.Items[i], source, target);
        }

        var type = _method switch { LinkMethod.Copy => LinkType.Copy, LinkMethod.SoftLink => LinkType.SoftLink, _ => LinkType.HardLink };
        return new LinkedPackage(paths, type);
    }

    private PrefixPath Place(LinkItem item, SourceFolder source, PrefixFolder target)
    {
        var isLeft = options.Left.Contains(item.Target);
        var path = item.Describe();
        if (item.Kind == LinkKind.Rewrite || item.Kind == LinkKind.EntryPoint)
        {
            var content = item.Kind == LinkKind.Rewrite
                ? PrefixReplacement.Replace(source.ReadAll(item.Source), item.Path!.PrefixPlaceholder!, item.Path.IsBinary, new PrefixTarget(options.Prefix, item.Source))
                : item.EntryPoint!.Script(options.Prefix, options.Python!);
            if (!isLeft)
            {
                Write(target, item, content, item.Kind == LinkKind.Rewrite ? source.Permissions(item.Source) : 0x1ED);
            }

            return path with { Sha256InPrefix = Convert.ToHexStringLower(SHA256.HashData(content)), Size = path.Size ?? content.Length };
        }

        if (!isLeft)
        {
            PlaceUnchanged(item, source, target);
        }

        return path;
    }

    private void PlaceUnchanged(LinkItem item, SourceFolder source, PrefixFolder target)
    {
        switch (item.Kind)
        {
            case LinkKind.Folder:
                target.MakeFolder(item.Target);
                break;
            case LinkKind.SymbolicLink:
                break;
            case LinkKind.Link:
                PlaceLink(item, source, target);
                break;
            default:
                Copy(item, source, target);
                break;
        }
    }

    private void PlaceLink(LinkItem item, SourceFolder source, PrefixFolder target)
    {
        switch (_method)
        {
            case LinkMethod.HardLink or LinkMethod.HardOrSoftLink:
                LinkOrFallBack(item, source, target);
                break;
            case LinkMethod.SoftLink:
                target.FolderOf(item.Target).MakeSymbolicLink(PrefixFolder.NameOf(item.Target), FolderHandle.Zero(Path.Join(packageFolder, item.Source)));
                break;
            default:
                Copy(item, source, target);
                break;
        }
    }

    private void LinkOrFallBack(LinkItem item, SourceFolder source, PrefixFolder target)
    {
        try
        {
            source.FolderOf(item.Source).Link(PrefixFolder.NameOf(item.Source), target.FolderOf(item.Target), PrefixFolder.NameOf(item.Target));
        }
        catch (PosixException exception) when (exception.Errno is PosixException.CrossDevice or PosixException.NotPermitted or PosixException.TooManyLinks or PosixException.AccessDenied)
        {
            // Another file system, one without links, or a file of another user under fs.protected_hardlinks: no later file fares better.
            if (exception.Errno == PosixException.TooManyLinks)
            {
                Copy(item, source, target);
                return;
            }

            _method = _method == LinkMethod.HardOrSoftLink ? LinkMethod.SoftLink : LinkMethod.Copy;
            PlaceLink(item, source, target);
        }
    }

    private static void Copy(LinkItem item, SourceFolder source, PrefixFolder target)
    {
        var status = source.Status(item.Source);
        if (status.Kind == FileKind.SymbolicLink)
        {
            source.CopySymbolicLink(item.Source, target.FolderOf(item.Target), PrefixFolder.NameOf(item.Target));
            return;
        }

        using var from = source.Open(item.Source);
        using var to = Create(target, item.Target, status.Permissions);
        FileClone.Copy(from, to);
    }

    private static void Write(PrefixFolder target, LinkItem item, byte[] content, int permissions)
    {
        using var file = Create(target, item.Target, permissions);
        RandomAccess.Write(file, content, 0);
    }

    // The umask takes bits that the package gives.
    private static SafeFileHandle Create(PrefixFolder target, string path, int permissions)
    {
        var file = target.CreateFile(path, permissions | 0x180);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, (UnixFileMode)(permissions | 0x80));
        }

        return file;
    }
}
