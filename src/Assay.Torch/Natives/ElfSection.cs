using System.Buffers.Binary;
using System.Text;

namespace Assay.Torch.Natives;

/// <summary>A section of an ELF file; its bounds lie within the file.</summary>
/// <param name="Type">What it holds (sh_type).</param>
/// <param name="Link">Index of the section that belongs to it, here its names (sh_link).</param>
/// <param name="Info">For version needs, their number (sh_info).</param>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct ElfSection(uint Type, uint Link, uint Info, long Offset, long Length)
{
    private const int FileHeaderSize = 64;
    private const int HeaderSize = 64;
    private const uint Empty = 8; // SHT_NOBITS takes no room in the file
    private const int LongestName = 65_536; // mangled names run to thousands of characters

    /// <summary>Reads the table of sections.</summary>
    /// <exception cref="InvalidDataException">The file is no 64-bit little-endian ELF file, or damaged.</exception>
    public static ElfSection[] ReadAll(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeaderSize || !file.StartsWith("\u007fELF"u8)) throw new InvalidDataException("it is not an ELF file");
        if (file[4] != 2 || file[5] != 1) throw new InvalidDataException("it is not a 64-bit little-endian ELF file");
        var start = BinaryPrimitives.ReadUInt64LittleEndian(file[40..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(file[58..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(file[60..]);
        if (size != HeaderSize || count == 0 || start > (ulong)file.Length || (ulong)count * HeaderSize > (ulong)file.Length - start)
            throw new InvalidDataException("its table of sections is damaged or cut off");
        var sections = new ElfSection[count];
        for (var i = 0; i < count; i++) sections[i] = Read(file, file.Slice((int)start + i * HeaderSize, HeaderSize));
        return sections;
    }

    /// <summary>The section of a type.</summary>
    public static ElfSection Single(ElfSection[] sections, uint type)
    {
        var index = Array.FindIndex(sections, section => section.Type == type);
        return index >= 0 ? sections[index] : throw new InvalidDataException($"it has no section of type {type:x}");
    }

    /// <summary>The section of an index.</summary>
    public static ElfSection At(ElfSection[] sections, uint index) =>
        index < sections.Length ? sections[index] : throw new InvalidDataException($"it has no section {index}");

    /// <summary>Bytes of the section.</summary>
    public ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> file, long offset, int length)
    {
        if (offset < 0 || offset > Length - length) throw new InvalidDataException($"an entry of its section of type {Type:x} lies outside");
        return file.Slice((int)(Offset + offset), length);
    }

    /// <summary>The text that begins at an offset and ends with a zero byte.</summary>
    public string Text(ReadOnlySpan<byte> file, uint offset)
    {
        if (offset >= Length) throw new InvalidDataException("a name lies outside its section");
        var rest = file.Slice((int)(Offset + offset), (int)Math.Min(Length - offset, LongestName));
        var end = rest.IndexOf((byte)0);
        return end >= 0 ? Encoding.UTF8.GetString(rest[..end]) : throw new InvalidDataException("a name does not end");
    }

    private static ElfSection Read(ReadOnlySpan<byte> file, ReadOnlySpan<byte> header)
    {
        var type = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        var offset = BinaryPrimitives.ReadUInt64LittleEndian(header[24..]);
        var length = type == Empty ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
        if (type != Empty && (offset > (ulong)file.Length || length > (ulong)file.Length - offset)) throw new InvalidDataException("a section lies outside the file");
        return new ElfSection(type, BinaryPrimitives.ReadUInt32LittleEndian(header[40..]), BinaryPrimitives.ReadUInt32LittleEndian(header[44..]), type == Empty ? 0 : (long)offset, (long)length);
    }
}
