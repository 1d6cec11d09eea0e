using System.Text;
using Tare.Conda.Channels;
using Tare.Conda.Records;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>Writes lists of specs as <c>conda export --format requirements</c> does (CEP 23): one a line, for conda's <c>--file</c>.</summary>
public static class RequirementsFile
{
    /// <summary>The spec of an installed package: <c>CHANNEL::NAME==VERSION=BUILD</c>.</summary>
    /// <param name="record">The package.</param>
    /// <param name="resolver">Knows what channels are called.</param>
    /// <param name="options">Say whether channel and build come along.</param>
    public static string Spec(RepoDataRecord record, ChannelResolver resolver, EnvironmentExportOptions options)
    {
        var channel = resolver.Resolve(record.Channel ?? record.Url);
        var place = options.IgnoreChannels || channel.IsUnknown ? "" : $"{channel.CanonicalName}::";
        return options.HasBuilds ? $"{place}{record.Name}=={record.Version}={record.Build}" : $"{place}{record.Name}={record.Version}";
    }

    /// <summary>The file's text, which ends with a line feed.</summary>
    /// <param name="specs">The specs.</param>
    /// <param name="subdir">The platform they are for.</param>
    public static string Write(IEnumerable<string> specs, string subdir)
    {
        var text = new StringBuilder()
            .Append("# This file may be used to create an environment using:\n# $ tare create --name <env> --file <this file>\n")
            .Append("# platform: ").Append(subdir).Append('\n')
            .Append("# These are specs of conda packages, and no requirements of pip.\n\n");
        return text.AppendJoin("\n", specs).Append('\n').ToString();
    }
}
