using Tare.Testing.Debian;
using Tare.Testing.Roots;
using Tare.Testing.Servers;

const string Usage = """
    tare-testbed channel SET             make a channel of Debian packages (core, pandas, torch, services, ssh) and say where it is
    tare-testbed root SET PREFIX         make a conda root from it: archives, extracted packages, two environments
    tare-testbed unpack FOLDER NAME ...  unpack Debian packages, for the base of an image
    tare-testbed serve FOLDER            serve a channel folder over HTTP until a line comes in
    """;

switch (args)
{
    case ["channel", var set] when Enum.TryParse<DebianSet>(set, ignoreCase: true, out var wanted):
        Console.WriteLine(DebianChannel.Of(wanted).Path);
        return 0;
    case ["root", var set, var prefix] when Enum.TryParse<DebianSet>(set, ignoreCase: true, out var wanted):
        DebianRoot.Make(DebianChannel.Of(wanted), Path.GetFullPath(prefix));
        return 0;
    case ["unpack", var folder, .. var names]:
        DebianFiles.Unpack(folder, names);
        return 0;
    case ["serve", var folder]:
        using (var server = new ChannelServer(folder))
        {
            Console.WriteLine(server.Url);
            Console.ReadLine();
        }

        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
