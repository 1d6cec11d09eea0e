using Tare.Conda.Linking;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Transactions;
using Tare.Testing;
using Tare.Testing.Packages;

namespace Tare.Conda.Tests.Transactions;

public sealed class TransactionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Prefix => _folder["envs", "a"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_environment_has_the_files_the_records_and_the_history()
    {
        Create(Package("x", "lib/x.txt"));
        File.ReadAllText(_folder["envs", "a", "lib", "x.txt"]).ShouldBe("x 1.0");
        var record = Records().ShouldHaveSingleItem();
        record.Files.ShouldBe(["lib/x.txt"]);
        record.Link!.Value.Type.ShouldBe(LinkType.HardLink);
        File.ReadAllText(_folder["envs", "a", "conda-meta", "history"]).ShouldBe("==> first <==\n");
        Directory.GetFileSystemEntries(_folder["envs"]).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_placeholder_becomes_the_final_path_of_the_environment()
    {
        Create(Package("x", "bin/x", $"#!{Placeholder.Text}/bin/sh\n"));
        File.ReadAllText(_folder["envs", "a", "bin", "x"]).ShouldBe($"#!{Prefix}/bin/sh\n");
        var path = Records()[0].Paths.ShouldHaveSingleItem();
        path.Sha256InPrefix.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder["envs", "a", "bin", "x"]))));
        path.Sha256.ShouldNotBe(path.Sha256InPrefix);
    }

    [Fact]
    public void An_update_takes_the_old_files_and_folders_away()
    {
        Create(Package("x", "old/deep/x.txt"));
        TransactionRunner.Run(Change(Package("x", "new/x.txt", version: "2.0")) with { Unlink = Records() });
        File.Exists(_folder["envs", "a", "new", "x.txt"]).ShouldBeTrue();
        Directory.Exists(_folder["envs", "a", "old"]).ShouldBeFalse();
        Records().ShouldHaveSingleItem().Version.ShouldBe("2.0");
        Directory.Exists(_folder["envs", "a", ".tare-transaction"]).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_old_and_new_share_is_replaced()
    {
        Create(Package("x", "lib/x.txt"));
        TransactionRunner.Run(Change(Package("x", "lib/x.txt", version: "2.0")) with { Unlink = Records() });
        File.ReadAllText(_folder["envs", "a", "lib", "x.txt"]).ShouldBe("x 2.0");
    }

    [Fact]
    public void A_change_that_fails_leaves_the_environment_as_it_was()
    {
        Create(Package("x", "lib/x.txt"));
        var broken = new TransactionPackage(new RepoDataRecord { Name = "y", Version = "1", Build = "0" }, _folder["nowhere"]);
        Should.Throw<TransactionException>(() => TransactionRunner.Run(Change(broken) with { Unlink = Records() }));
        File.Exists(_folder["envs", "a", "lib", "x.txt"]).ShouldBeTrue();
        Directory.Exists(_folder["envs", "a", ".tare-transaction"]).ShouldBeFalse();
    }

    [Fact]
    public void An_environment_that_another_process_made_meanwhile_stays()
    {
        var make = new PrefixTransaction(Prefix) { Link = [Package("x", "lib/x.txt")], History = "" };
        var error = Should.Throw<TransactionException>(() => TransactionRunner.Run(make, _ => _folder.Write("envs/a/theirs", "stays")));
        error.Message.ShouldBe($"`{Prefix}` was made by another process meanwhile");
        Directory.GetFileSystemEntries(Prefix).ShouldHaveSingleItem();
        Directory.GetFileSystemEntries(_folder["envs"]).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_change_that_was_interrupted_after_its_journal_is_finished()
    {
        Create(Package("x", "lib/x.txt"));
        var staged = _folder["envs", "a", ".tare-transaction"];
        _folder.Write("envs/a/.tare-transaction/new/lib/y.txt", "y");
        File.WriteAllText(Path.Combine(staged, "journal.json"), """{"version":1,"remove":["lib/x.txt","../../escape"],"place":["lib/y.txt","lib/moved-already.txt"]}""");
        _folder.Write("escape", "stays");
        TransactionRunner.Recover(Prefix).ShouldBeTrue();
        Directory.GetFiles(_folder["envs", "a", "lib"]).Select(Path.GetFileName).ShouldBe(["y.txt"]);
        Directory.Exists(staged).ShouldBeFalse();
        File.Exists(_folder["escape"]).ShouldBeTrue();
    }

    [Fact]
    public void A_change_that_was_interrupted_before_its_journal_is_undone()
    {
        Create(Package("x", "lib/x.txt"));
        _folder.Write("envs/a/.tare-transaction/new/lib/y.txt", "y");
        TransactionRunner.Recover(Prefix).ShouldBeTrue();
        Directory.GetFiles(_folder["envs", "a", "lib"]).Select(Path.GetFileName).ShouldBe(["x.txt"]);
    }

    [Fact]
    public void The_later_package_wins_a_path_that_two_bring()
    {
        var result = Create(Package("x", "lib/same.txt"), Package("y", "lib/same.txt"));
        result.Clashes.ShouldHaveSingleItem().ShouldBe(new PathClash("lib/same.txt", "x", "y"));
        File.ReadAllText(_folder["envs", "a", "lib", "same.txt"]).ShouldBe("y 1.0");
    }

    [Fact]
    public void A_package_writes_through_a_link_of_another_that_stays_inside()
    {
        var link = new TestPackage("x") { Links = { ["lib64"] = "lib" } }.With("lib/x.txt", "x");
        Create(Unpacked(link), Package("y", "lib64/y.txt"));
        File.Exists(_folder["envs", "a", "lib", "y.txt"]).ShouldBeTrue();
    }

    [Fact]
    public void A_package_does_not_write_through_a_link_that_leads_out()
    {
        Directory.CreateDirectory(_folder["outside"]);
        var link = new TestPackage("x") { Links = { ["lib"] = _folder["outside"] } };
        Should.Throw<LinkException>(() => Create(Unpacked(link), Package("y", "lib/y.txt")));
        Directory.GetFileSystemEntries(_folder["outside"]).ShouldBeEmpty();
        Directory.Exists(Prefix).ShouldBeFalse();
    }

    private TransactionResult Create(params TransactionPackage[] packages) =>
        TransactionRunner.Run(new PrefixTransaction(Prefix) { Link = packages, History = "==> first <==\n" });

    private PrefixTransaction Change(params TransactionPackage[] packages) => new(Prefix) { Link = packages, History = "==> second <==\n" };

    private IReadOnlyList<PrefixRecord> Records() => new CondaPrefix(Prefix).Records().Records;

    private TransactionPackage Package(string name, string path, string? text = null, string version = "1.0") =>
        Unpacked(new TestPackage(name, version).With(path, text ?? $"{name} {version}"));

    private TransactionPackage Unpacked(TestPackage package)
    {
        var folder = _folder["pkgs", package.Fields.Distribution];
        package.WriteTo(folder);
        var fields = package.Fields;
        return new TransactionPackage(new RepoDataRecord { Name = fields.Name, Version = fields.Version, Build = fields.Build }, folder);
    }
}
