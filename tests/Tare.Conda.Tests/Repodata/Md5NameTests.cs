using System.Security.Cryptography;
using CsCheck;
using Tare.Conda.Repodata.Caching;

namespace Tare.Conda.Tests.Repodata;

public sealed class Md5NameTests
{
    [Fact]
#pragma warning disable CA5351 // Names of files, not secrets.
    public void The_name_is_the_MD5_of_the_text() => Gen.Byte.Array[0, 200].Sample(bytes => Md5Name.Of(bytes) == Convert.ToHexStringLower(MD5.HashData(bytes)));
#pragma warning restore CA5351

    [Fact]
    public void A_list_has_the_name_that_conda_gives_it() =>
        CacheFiles.Of("/cache", "https://conda.anaconda.org/conda-forge/noarch/", tarBz2Only: false).List.ShouldBe("/cache/09cdf8bf.json");
}
