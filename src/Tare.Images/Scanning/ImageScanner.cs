using System.Runtime.ExceptionServices;
using Tare.Images.FileSystem;
using Tare.Oci.Images;

namespace Tare.Images.Scanning;

/// <summary>Reads the layers of an image, several at a time and the largest first, and stacks them.</summary>
public static class ImageScanner
{
    /// <summary>The image's file system. The first error of any layer is raised when all readers have stopped.</summary>
    public static ImageTree Scan(Image image, PathTable paths, ScanOptions options, CancellationToken stop)
    {
        var contents = new LayerContents[image.Layers.Count];
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var scanner = new LayerScanner(paths, options, giveUp.Token);
        var order = Enumerable.Range(0, contents.Length).OrderByDescending(i => image.Layers[i].Descriptor.Size).ToArray();
        var next = -1;
        Exception? failure = null;
        var threads = Enumerable.Range(0, Math.Min(options.Threads, contents.Length)).Select(_ => new Thread(Work) { IsBackground = true }).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return LayerStack.Build(paths, contents);

        void Work()
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < order.Length; i = Interlocked.Increment(ref next))
                {
                    contents[order[i]] = scanner.Scan(order[i], image.Layers[order[i]]);
                }
            }
            catch (Exception exception)
            {
                // Being told to give up is the consequence of another's failure, not the failure.
                Interlocked.CompareExchange(ref failure, exception, null);
                giveUp.Cancel();
            }
        }
    }
}
