using System.Text.Json.Nodes;
using Tare.Testing.Packages;
using Tare.Testing.Roots;

namespace Tare.Testing.Tests.Roots;

public sealed class CondaRootTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CondaRoot _root;

    public CondaRootTests() => _root = new CondaRoot(_folder["conda"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_installed_package_shares_its_inodes_with_the_cache()
    {
        var package = _root.Add(new TestPackage("tool").With("bin/tool", "hi"));
        _root.AddEnvironment("work");
        _root.Install(package, "work");
        File.AppendAllText(Path.Combine(package.Folder, "bin", "tool"), "!");
        File.ReadAllText(Path.Combine(_root["work"], "bin", "tool")).ShouldBe("hi!");
    }

    [Fact]
    public void A_record_tells_where_the_package_came_from()
    {
        var package = _root.Add(new TestPackage("tool").With("bin/tool", "hi"), ".tar.bz2");
        _root.Install(package, "base", LinkKind.Copy);
        var record = JsonNode.Parse(File.ReadAllText(Path.Combine(_root.Prefix, "conda-meta", "tool-1.0-0.json")))!;
        ((string?)record["link"]!["source"]).ShouldBe(package.Folder);
        ((int)record["link"]!["type"]!).ShouldBe(3);
        ((string?)record["fn"]).ShouldBe("tool-1.0-0.tar.bz2");
        File.ReadAllText(Path.Combine(_root.Packages, "urls.txt")).ShouldBe($"{record["url"]}\n");
    }

    [Fact]
    public void A_file_with_the_prefix_is_rewritten_for_the_environment()
    {
        var package = _root.Add(new TestPackage("tool").With("bin/tool", $"#!{Placeholder.Text}/bin/sh\n"));
        _root.AddEnvironment("work");
        _root.Install(package, "work");
        File.ReadAllText(Path.Combine(_root["work"], "bin", "tool")).ShouldBe($"#!{_root["work"]}/bin/sh\n");
    }

    [Fact]
    public void A_noarch_python_package_goes_to_the_site_packages()
    {
        var package = new TestPackage(new PackageFields("pure", "1.0", "py_0") { Noarch = "python", Subdir = "noarch" })
            .With("site-packages/pure/__init__.py", "").With("python-scripts/pure", "#!python");
        _root.Install(_root.Add(package), "base");
        File.Exists(Path.Combine(_root.Prefix, "lib/python3.12/site-packages/pure/__init__.py")).ShouldBeTrue();
        File.Exists(Path.Combine(_root.Prefix, "bin/pure")).ShouldBeTrue();
    }

    [Fact]
    public void Environments_are_listed_in_the_home_folder()
    {
        _root.AddEnvironment("b");
        _root.AddEnvironment("a");
        _root.WriteEnvironmentsTxt(_folder["home"]);
        File.ReadAllLines(_folder["home", ".conda", "environments.txt"]).ShouldBe([_root.Prefix, _root["a"], _root["b"]]);
    }
}
