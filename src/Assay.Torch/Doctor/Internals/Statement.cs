using System.Globalization;

namespace Assay.Torch.Doctor.Internals;

/// <summary>Text with numbers, the same in every country.</summary>
internal static class Statement
{
    public static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A few names, and how many more there are.</summary>
    public static string Names(IReadOnlyList<string> names, int shown = 3) =>
        string.Join(", ", names.Take(shown).Select(name => $"'{name}'")) + (names.Count > shown ? $" and {names.Count - shown} more" : "");
}
