using Tare.Conda;
using Tare.Conda.Configuration;

namespace Tare.Cli.Commands.Config;

/// <summary>Checks every setting of every source.</summary>
internal static class ConfigValidation
{
    /// <summary>Raises the first error; the settings that exclude each other are checked too.</summary>
    internal static void Check(CondaConfiguration configuration)
    {
        foreach (var parameter in ParameterTable.All)
        {
            foreach (var source in configuration.Sources)
            {
                configuration.Get(parameter, source);
            }
        }

        if (configuration.Text("client_ssl_cert_key").Length > 0 && configuration.Text("client_ssl_cert").Length == 0)
        {
            throw new CondaException("`client_ssl_cert_key` is set without `client_ssl_cert`", "set both, or only the certificate");
        }

        if (configuration.AlwaysCopy && configuration.AlwaysSoftlink)
        {
            throw new CondaException("`always_copy` and `always_softlink` are both true", "choose one of them");
        }
    }
}
