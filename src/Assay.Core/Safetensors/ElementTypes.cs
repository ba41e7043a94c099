namespace Assay.Core.Safetensors;

/// <summary>Names and sizes of element types.</summary>
internal static class ElementTypes
{
    private static readonly (ElementType Type, string Name, int Size)[] All =
    [
        (ElementType.Bool, "BOOL", 1), (ElementType.UInt8, "U8", 1), (ElementType.Int8, "I8", 1),
        (ElementType.Float8E5M2, "F8_E5M2", 1), (ElementType.Float8E4M3, "F8_E4M3", 1),
        (ElementType.Int16, "I16", 2), (ElementType.UInt16, "U16", 2), (ElementType.Float16, "F16", 2), (ElementType.BFloat16, "BF16", 2),
        (ElementType.Int32, "I32", 4), (ElementType.UInt32, "U32", 4), (ElementType.Float32, "F32", 4),
        (ElementType.Float64, "F64", 8), (ElementType.Int64, "I64", 8), (ElementType.UInt64, "U64", 8),
    ];

    public static bool TryParse(string name, out ElementType type)
    {
        foreach (var entry in All)
        {
            if (entry.Name != name) continue;
            type = entry.Type;
            return true;
        }
        type = default;
        return false;
    }

    public static string Name(this ElementType type) => All[(int)type].Name;

    public static int Size(this ElementType type) => All[(int)type].Size;
}
