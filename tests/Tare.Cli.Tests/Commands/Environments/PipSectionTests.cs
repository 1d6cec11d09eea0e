using System.IO.Compression;
using System.Security.Cryptography;
using Tare.Images.Sandboxing;
using Tare.Primitives;
using Tare.Testing.Debian;
using Tare.Testing.Packages;
using Tare.Testing.Processes;

namespace Tare.Cli.Tests.Commands.Environments;

/// <summary>Pip sections, installed by a real pip in a real Python, from wheels in a folder.</summary>
public sealed class PipSectionTests : IDisposable
{
    private readonly Workshop _workshop = new();
    private readonly string _hash;

    public PipSectionTests()
    {
        Assert.SkipWhen(DebianChannel.MissingReason() is not null, DebianChannel.MissingReason() ?? "");
        var pip = Tool.Try("python3", "-c", "import os, pip; print(os.path.dirname(pip.__file__)); print(pip.__version__)");
        Assert.SkipUnless(pip.ExitCode == 0, "needs a pip of this machine's Python, to make a package of it");
        var found = pip.Output.Split('\n');
        _workshop.With(Pip(found[0], found[1]));
        _hash = Wheel("demo", "1.0");

        // Debian's Python looks for packages where Debian has them, and forbids pip to install any.
        _workshop.Machine.With("DEB_PYTHON_INSTALL_LAYOUT", "deb").With("PIP_BREAK_SYSTEM_PACKAGES", "1").With("PIP_NO_CACHE_DIR", "1").With("PIP_ROOT_USER_ACTION", "ignore")
            .File("root/.condarc", $"channels: [\"{_workshop.ChannelUrl}\", \"file://{DebianChannel.Of().Path}\"]\nalways_yes: true\n");
    }

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_wheel_in_a_folder_is_installed_offline_listed_and_exported()
    {
        Create("--no-index", "--find-links ./wheels", "demo");
        Tool.Run(_workshop.Path("e", "bin/python3"), "-c", "import demo; print(demo.version)").ShouldBe("1.0\n");
        _workshop.Done("list", "-n", "e").Output.ShouldMatch(@"demo +1\.0 +pypi_0 +pypi");
        _workshop.Done("list", "-n", "e", "--no-pip").Output.ShouldNotContain("demo");
        _workshop.Done("export", "-n", "e", "--from-history").Output.ShouldContain("  - pip:\n      - demo==1.0\n");
        _workshop.Done("compare", "-n", "e", "environment.yml");
    }

    [Fact]
    public void Requirement_files_hashes_and_editable_projects_are_pips()
    {
        _workshop.Machine.File("requirements.txt", $"--no-index\n--find-links ./wheels\ndemo==1.0 --hash=sha256:{_hash}\n");
        Create("-r requirements.txt");
        _workshop.Done("list", "-n", "e").Output.ShouldContain("demo");
        _workshop.Machine.File("requirements.txt", $"--no-index\n--find-links ./wheels\ndemo==1.0 --hash=sha256:{new string('0', 64)}\n");
        Write("-r requirements.txt");
        var error = _workshop.Failed("env", "create", "-n", "f", "--offline").Error;
        error.ShouldContain("error: pip could not install the pip section:");
        error.ShouldContain("DO NOT MATCH");
        _workshop.Packages("f").ShouldContain(p => p.StartsWith("pip "));
    }

    [Fact]
    public void What_pip_cannot_find_is_explained_and_leaves_the_conda_packages()
    {
        Write("--no-index", "--find-links ./wheels", "nowhere==3");
        var answer = _workshop.Failed("env", "create", "--offline");
        answer.Error.ShouldContain("No matching distribution found for nowhere==3");
        answer.Error.ShouldContain("hint: offline, pip finds only what the lines name by path");
        _workshop.Packages("e").ShouldContain(p => p.StartsWith("pip "));
    }

    [Fact]
    public void Env_update_lets_pip_bring_the_newer_one()
    {
        Create("--no-index", "--find-links ./wheels", "demo");
        Wheel("demo", "2.0");
        Write("--no-index", "--find-links ./wheels", "demo");
        _workshop.Done("env", "update", "--offline");
        _workshop.Done("list", "-n", "e").Output.ShouldMatch(@"demo +2\.0 +pypi_0 +pypi");
    }

    [Fact]
    public void A_rename_takes_what_pip_installed_along()
    {
        Create("--no-index", "--find-links ./wheels", "demo");
        _workshop.Done("rename", "-n", "e", "renamed");
        Tool.Run(_workshop.Path("renamed", "bin/python3"), "-c", "import demo, sys; print(demo.version, sys.prefix)").ShouldBe($"1.0 {_workshop.Path("renamed").TrimEnd('/')}\n");
        File.ReadAllLines(_workshop.Path("renamed", "bin/demo"))[0].ShouldStartWith($"#!{_workshop.Path("renamed").TrimEnd('/')}/bin/python");
    }

    [Fact]
    public void An_image_has_what_its_own_pip_installed_in_a_layer_that_is_the_same_each_time()
    {
        Assert.SkipUnless(Sandbox.For(Platform.Host).Sandbox is not null, "needs a sandbox");
        Write("--no-index", "--find-links ./wheels", "demo");
        File.AppendAllText(_workshop.Machine.Folder["environment.yml"], "variables: {DEB_PYTHON_INSTALL_LAYOUT: deb}\n");
        var first = _workshop.Done("image", "build", "-f", "environment.yml", "--glibc", "2.40", "-t", "e:1", "-o", "e.tar", "-q", "--offline", "--sbom", "cyclonedx");
        var again = _workshop.Done("image", "build", "-f", "environment.yml", "--glibc", "2.40", "-t", "e:1", "-o", "again.tar", "-q", "--offline", "--no-layer-cache");
        again.Output.ShouldBe(first.Output);
        File.ReadAllText(_workshop.Machine.Folder["e.tar.cdx.json"]).ShouldContain("pkg:pypi/demo@1.0");
        var files = _workshop.Done("image", "ls", "e.tar").Output;
        files.ShouldContain("opt/conda/envs/e/bin/demo");
        files.ShouldNotContain(".tare-pip-");
        _workshop.Done("image", "inspect", "e.tar", "--max-waste", "0B", "-q");
        Directory.GetFiles(_workshop.Machine.Folder.Path, ".tare-pip-*").ShouldBeEmpty();
    }

    [Fact]
    public void An_image_that_pip_cannot_complete_is_not_made_and_the_reason_is_pips()
    {
        Assert.SkipUnless(Sandbox.For(Platform.Host).Sandbox is not null, "needs a sandbox");
        Write("--no-index", "--find-links ./wheels", "nowhere==3");
        var answer = _workshop.Failed("image", "build", "-f", "environment.yml", "--glibc", "2.40", "-o", "e.tar", "--offline");
        answer.Error.ShouldContain("No matching distribution found for nowhere==3");
        answer.Error.ShouldContain("--no-pip");
        File.Exists(_workshop.Machine.Folder["e.tar"]).ShouldBeFalse();
    }

    [Fact]
    public void A_project_that_is_linked_must_be_copied_and_is_linked_where_the_image_has_it()
    {
        Assert.SkipUnless(Sandbox.For(Platform.Host).Sandbox is not null, "needs a sandbox");
        Project();
        Write("-e .[extra]");
        File.AppendAllText(_workshop.Machine.Folder["environment.yml"], "variables: {DEB_PYTHON_INSTALL_LAYOUT: deb}\n");
        string[] words = ["image", "build", "-f", "environment.yml", "--glibc", "2.40", "-t", "e:1", "-o", "e.tar", "-q", "--offline"];
        _workshop.Failed(words).Error.ShouldContain("hint: bring the folder with `--copy .:/app`");
        File.WriteAllText(_workshop.Machine.Folder[".dockerignore"], "*\n!pyproject.toml\n!*.py\n");
        _workshop.Done([.. words, "--copy", ".:/app"]);
        var files = _workshop.Done("image", "ls", "e.tar").Output;
        files.ShouldContain("/app/demo_project.py");
        files.ShouldContain("/app/made-by-the-backend");
        files.ShouldNotContain("/app/environment.yml");
        File.Exists(_workshop.Machine.Folder["made-by-the-backend"]).ShouldBeFalse();
        Tool.Run("tar", "-xf", _workshop.Machine.Folder["e.tar"], "-C", Directory.CreateDirectory(_workshop.Machine.Folder["layout"]).FullName);
        Tool.Run("bash", "-c", $"cd '{_workshop.Machine.Folder["layout"]}'; for b in blobs/sha256/*; do tar -xzOf $b --wildcards '*/demo_project.pth' 2>/dev/null; done; true").ShouldBe("/app\n");
        _workshop.Done("image", "inspect", "e.tar", "--max-waste", "0B", "-q");
    }

    [Fact]
    public void A_project_that_is_installed_may_write_into_its_folder_and_leaves_nothing_there()
    {
        Assert.SkipUnless(Sandbox.For(Platform.Host).Sandbox is not null, "needs a sandbox");
        Project();
        Write(".");
        File.AppendAllText(_workshop.Machine.Folder["environment.yml"], "variables: {DEB_PYTHON_INSTALL_LAYOUT: deb}\n");
        _workshop.Done("image", "build", "-f", "environment.yml", "--glibc", "2.40", "-t", "e:1", "-o", "e.tar", "-q", "--offline");
        _workshop.Done("image", "ls", "e.tar").Output.ShouldContain("-packages/demo_project.pth");
        File.Exists(_workshop.Machine.Folder["made-by-the-backend"]).ShouldBeFalse();
    }

    // A project that builds itself (PEP 517 and 660): as setuptools does, the backend writes into the project's folder.
    private void Project()
    {
        _workshop.Machine.File("pyproject.toml", "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n");
        _workshop.Machine.File("demo_project.py", "x = 1\n");
        _workshop.Machine.File("backend.py", """
            import os, zipfile

            def build_wheel(folder, config_settings=None, metadata_directory=None):
                open("made-by-the-backend", "w").close()
                name, info = "demo_project-1.0-py3-none-any.whl", "demo_project-1.0.dist-info"
                files = {
                    "demo_project.pth": os.getcwd() + "\n",
                    info + "/METADATA": "Metadata-Version: 2.1\nName: demo-project\nVersion: 1.0\nProvides-Extra: extra\n",
                    info + "/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                }
                files[info + "/RECORD"] = "".join(f + ",,\n" for f in [*files, info + "/RECORD"])
                with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
                    for file, text in files.items():
                        wheel.writestr(file, text)
                return name

            build_editable = build_wheel
            """);
    }

    private void Create(params string[] lines)
    {
        Write(lines);
        _workshop.Done("env", "create", "--offline");
    }

    private void Write(params string[] lines) => _workshop.Machine.File(
        "environment.yml", $"name: e\ndependencies:\n  - python\n  - pip\n  - pip:\n{string.Concat(lines.Select(l => $"    - {l}\n"))}");

    private static TestPackage Pip(string folder, string version)
    {
        var package = new TestPackage(new PackageFields("pip", version, "0") { Noarch = "python", Subdir = "noarch", Depends = ["python"] })
            .With("info/link.json", """{"noarch": {"type": "python"}, "package_metadata_version": 1}""");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("__pycache__")))
        {
            package.Files["site-packages/pip/" + Path.GetRelativePath(folder, file)] = File.ReadAllBytes(file);
        }

        return package;
    }

    // A wheel with a module and a command (PEP 427); returns its SHA-256.
    private string Wheel(string name, string version)
    {
        var path = Path.Join(Directory.CreateDirectory(_workshop.Machine.Folder["wheels"]).FullName, $"{name}-{version}-py3-none-any.whl");
        var info = $"{name}-{version}.dist-info";
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (var (file, text) in new[]
            {
                ($"{name}.py", $"version = '{version}'\ndef main():\n    print(version)\n"),
                ($"{info}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"),
                ($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
                ($"{info}/entry_points.txt", $"[console_scripts]\n{name} = {name}:main\n"),
                ($"{info}/RECORD", $"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/entry_points.txt,,\n{info}/RECORD,,\n"),
            })
            {
                using var writer = new StreamWriter(archive.CreateEntry(file).Open());
                writer.Write(text);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
    }
}
