namespace Assay.Torch.Natives;

/// <summary>A version of another library that an ELF file asks for: one vernaux entry.</summary>
/// <param name="Library">The other library, e.g. libstdc++.so.6.</param>
/// <param name="Version">Name of the version, e.g. GLIBCXX_3.4.32.</param>
/// <param name="IsWeak">Whether its absence is no error (VER_FLG_WEAK).</param>
/// <param name="FlagsOffset">Where the flags of the entry are in the file, in bytes.</param>
/// <param name="Symbols">The dynamic symbols that are bound to it.</param>
internal sealed record VersionNeed(string Library, string Version, bool IsWeak, int FlagsOffset, IReadOnlyList<string> Symbols);
