using System.Globalization;
using Assay.Architecture.Graphs;
using Assay.Core.Errors;

namespace Assay.Architecture.Shapes;

/// <summary>
/// What a graph's symbolic inputs are bound to: <c>1x3x224x224</c>, <c>image=1x3xHxW</c> for one of several inputs, or <c>batch=8</c>
/// for a dimension's name. What is not bound stays symbolic.
/// </summary>
public sealed class InputBindings(params IEnumerable<InputBinding> bindings)
{
    /// <summary>Nothing is bound.</summary>
    public static InputBindings None { get; } = new();

    /// <summary>The bindings in the order in which they were given.</summary>
    public IReadOnlyList<InputBinding> Bindings { get; } = [.. bindings];

    /// <summary>Reads bindings; sizes are separated by x or by commas.</summary>
    /// <exception cref="InputException">A text is not of that form.</exception>
    public static InputBindings Parse(params IEnumerable<string> texts) => new((texts ?? throw new ArgumentNullException(nameof(texts))).Select(ParseOne));

    private static InputBinding ParseOne(string text)
    {
        var split = text.LastIndexOf('=');
        var name = split < 0 ? null : text[..split].Trim();
        var sizes = text[(split + 1)..].Split(text.Contains(',', StringComparison.Ordinal) ? ',' : 'x', StringSplitOptions.TrimEntries);
        if (name is { Length: 0 } || sizes.Length > 16 || sizes.Any(size => size.Length == 0)) throw Error(text);
        return new(name, new TensorShape(sizes.Select(size => Size(size, text))));
    }

    private static Dimension Size(string size, string text)
    {
        if (long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return value > 0 ? value : throw Error(text);
        if (!char.IsLetter(size[0]) || !size.All(c => char.IsLetterOrDigit(c) || c == '_')) throw Error(text);
        return Dimension.Named(size);
    }

    private static InputException Error(string text) =>
        new($"The input shape '{text}' is not understood; give sizes of at least 1 or names, as in 1x3x224x224, 1x3xHxW or image=1x3x224x224.");
}
