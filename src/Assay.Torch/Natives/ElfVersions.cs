using System.Buffers.Binary;

namespace Assay.Torch.Natives;

/// <summary>
/// The version needs of a 64-bit little-endian ELF library (System V ABI; Linux Standard Base 5.0, section 10.7: symbol versioning).
/// Every offset comes from the file and is checked before it is used.
/// </summary>
internal static class ElfVersions
{
    private const uint VersionNeeds = 0x6FFFFFFE;   // SHT_GNU_verneed, the section .gnu.version_r
    private const uint VersionOfSymbols = 0x6FFFFFFF; // SHT_GNU_versym, .gnu.version
    private const uint DynamicSymbols = 11;         // SHT_DYNSYM
    private const int SymbolSize = 24;
    private const int NeedSize = 16;
    private const ushort Weak = 2;                  // VER_FLG_WEAK
    private const ushort IndexMask = 0x7FFF;        // the highest bit hides a symbol

    /// <summary>All versions that the file asks for.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or damaged.</exception>
    public static IReadOnlyList<VersionNeed> Read(ReadOnlySpan<byte> file)
    {
        var sections = ElfSection.ReadAll(file);
        var needs = ElfSection.Single(sections, VersionNeeds);
        var names = ElfSection.At(sections, needs.Link);
        var symbols = SymbolsByVersion(file, sections);
        var found = new List<VersionNeed>();
        long offset = 0;
        for (var i = 0; i < needs.Info; i++)
        {
            var need = needs.Slice(file, offset, NeedSize);
            var entries = BinaryPrimitives.ReadUInt16LittleEndian(need[2..]);
            var library = names.Text(file, BinaryPrimitives.ReadUInt32LittleEndian(need[4..]));
            var auxiliary = offset + BinaryPrimitives.ReadUInt32LittleEndian(need[8..]);
            for (var entry = 0; entry < entries; entry++)
            {
                var fields = needs.Slice(file, auxiliary, NeedSize);
                var flags = BinaryPrimitives.ReadUInt16LittleEndian(fields[4..]);
                var index = BinaryPrimitives.ReadUInt16LittleEndian(fields[6..]) & IndexMask;
                var version = names.Text(file, BinaryPrimitives.ReadUInt32LittleEndian(fields[8..]));
                found.Add(new VersionNeed(library, version, (flags & Weak) != 0, (int)(needs.Offset + auxiliary + 4), symbols.GetValueOrDefault(index) ?? []));
                if (Step(fields[12..], ref auxiliary) == 0) break;
            }
            if (Step(need[12..], ref offset) == 0) break;
        }
        return found;
    }

    /// <summary>Marks a version as one whose absence is no error.</summary>
    public static void SetWeak(Span<byte> file, VersionNeed need)
    {
        var flags = file.Slice(need.FlagsOffset, sizeof(ushort));
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | Weak));
    }

    private static uint Step(ReadOnlySpan<byte> next, ref long offset)
    {
        var step = BinaryPrimitives.ReadUInt32LittleEndian(next);
        offset += step;
        return step;
    }

    private static Dictionary<int, List<string>> SymbolsByVersion(ReadOnlySpan<byte> file, ElfSection[] sections)
    {
        var symbols = ElfSection.Single(sections, DynamicSymbols);
        var names = ElfSection.At(sections, symbols.Link);
        var versions = ElfSection.Single(sections, VersionOfSymbols);
        var count = symbols.Length / SymbolSize;
        if (versions.Length / sizeof(ushort) < count) throw new InvalidDataException("its symbols lack versions");
        var byVersion = new Dictionary<int, List<string>>();
        for (long i = 0; i < count; i++)
        {
            var version = BinaryPrimitives.ReadUInt16LittleEndian(versions.Slice(file, i * sizeof(ushort), sizeof(ushort))) & IndexMask;
            if (version <= 1) continue; // local, or global without a version
            var name = names.Text(file, BinaryPrimitives.ReadUInt32LittleEndian(symbols.Slice(file, i * SymbolSize, SymbolSize)));
            if (!byVersion.TryGetValue(version, out var list)) byVersion[version] = list = [];
            list.Add(name);
        }
        return byVersion;
    }
}
