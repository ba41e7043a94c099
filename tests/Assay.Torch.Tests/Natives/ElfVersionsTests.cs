using Assay.Torch.Natives;
using CsCheck;

namespace Assay.Torch.Tests.Natives;

public sealed class ElfVersionsTests
{
    private static readonly byte[] Library = File.ReadAllBytes(RealBinding.Path);

    [Fact]
    public void Needs_AreThoseOfTheLibrary()
    {
        var needs = ElfVersions.Read(Library);
        Assert.Equal(["ld-linux-x86-64.so.2", "libc.so.6", "libgcc_s.so.1", "libm.so.6", "libstdc++.so.6"], needs.Select(need => need.Library).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(needs, need => need is { Library: "libstdc++.so.6", Version: "GLIBCXX_3.4.29", Symbols.Count: > 0 });
    }

    [Fact]
    public void VersionWithRealSymbols_IsNotWeakened()
    {
        var content = (byte[])Library.Clone();
        var error = Assert.Throws<InvalidDataException>(() => WeakCopy.Weaken(content, "GLIBCXX_3.4.29"));
        Assert.Contains("needs that version", error.Message, StringComparison.Ordinal);
        Assert.Equal(Library, content);
    }

    [Fact]
    public void AbsentVersion_IsNamed() =>
        Assert.Contains("no entry for GLIBCXX_9", Assert.Throws<InvalidDataException>(() => WeakCopy.Weaken(Library, "GLIBCXX_9")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public void TruncatedFile_IsRejected(int length) => Assert.Throws<InvalidDataException>(() => ElfVersions.Read(Library.AsSpan(0, length)));

    [Fact]
    public void MutatedFile_IsReadOrRejected()
    {
        // Most bytes are code; what matters is in the headers, the version needs and the tables of sections.
        var sections = ElfSection.ReadAll(Library);
        var table = (int)BitConverter.ToUInt64(Library, 40);
        (int Start, int Length)[] places = [(0, 64), (table, sections.Length * 64), .. sections.Where(section => section.Type is 0x6FFFFFFE or 0x6FFFFFFF or 11).Select(section => ((int)section.Offset, (int)section.Length))];
        // One buffer for all: copying two megabytes each time would be the whole test.
        var content = (byte[])Library.Clone();
        var mutation = Gen.Select(Gen.Int[0, places.Length - 1], Gen.Int[0, int.MaxValue], Gen.Byte);
        Gen.Select(mutation.Array[1, 6], Gen.Int[0, 3], Gen.Int[0, Library.Length]).Sample((changes, cut, length) =>
        {
            var indices = changes.Select(change => places[change.Item1].Start + change.Item2 % places[change.Item1].Length).ToArray();
            for (var i = 0; i < indices.Length; i++) content[indices[i]] = changes[i].Item3;
            try
            {
                WeakCopy.Weaken(cut == 0 ? content.AsSpan(0, length) : content, NativeLibraries.DispensableVersion);
            }
            catch (InvalidDataException)
            {
                // Rejected with a reason; anything else fails the test.
            }
            finally
            {
                // A patch may write where the damaged file points to.
                Library.CopyTo(content, 0);
            }
        }, iter: 2_000, threads: 1);
    }
}
