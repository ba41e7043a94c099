using System.Numerics;
using Assay.Threshold.Machines;

namespace Assay.Threshold.Specifications.Internals;

/// <summary>The letters of a specification and the names of its bits.</summary>
internal sealed record Alphabet(IReadOnlyList<Letter> Letters, int InputBits, IReadOnlyList<string> InputNames, IReadOnlyList<string> OutputNames)
{
    public const int MostLetters = 4096;
    private const int LongestName = 100;

    private readonly Dictionary<string, int> _places = Letters.Select((letter, at) => (letter.Name, at)).ToDictionary(pair => pair.Name, pair => pair.at, StringComparer.Ordinal);

    public int OutputBits => OutputNames.Count;

    /// <summary>Reads "inputs", "letters" and "outputs".</summary>
    public static Alphabet Read(Json root, bool namesOnly = false)
    {
        var inputs = root.Optional("inputs") is { } given ? Names(given, "x", "input") : null;
        var outputs = root.Optional("outputs") is { } wanted ? Names(wanted, "y", "output") : ["y"];
        if (outputs.Length == 0) throw root.Required("outputs").Wrong("names no output");
        if (!namesOnly && root.Optional("letters") is { } letters) return OfLetters(letters, inputs, outputs);
        if (inputs is null) throw root.Wrong(namesOnly ? "lacks \"inputs\": the names of the input bits" : "lacks \"letters\", or \"inputs\" where every combination of bits is a letter");
        var bits = inputs.Length;
        if (1L << bits > MostLetters) throw root.Required("inputs").Wrong($"gives 2^{bits} letters; up to {MostLetters} are possible, so list those that occur under \"letters\"");
        return new([.. Enumerable.Range(0, 1 << bits).Select(value => new Letter(Text((ulong)value, bits), (ulong)value))], bits, inputs, outputs);
    }

    /// <summary>The place of a letter; −1 where there is none of that name.</summary>
    public int Find(string name) => _places.TryGetValue(name, out var place) ? place : -1;

    /// <summary>The letters of a sequence: a list of names, or a text of names apart by spaces, or without spaces where each character is a letter.</summary>
    public int[] Sequence(Json value)
    {
        var word = new List<int>();
        if (value.IsList)
        {
            foreach (var item in value.Items()) word.Add(Known(item.Text(), item));
            return [.. word];
        }
        foreach (var part in value.Text().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Find(part) is var place and >= 0) word.Add(place);
            else if (part.All(character => Find(character.ToString()) >= 0)) word.AddRange(part.Select(character => Find(character.ToString())));
            else throw value.Wrong($"has the unknown symbol '{Json.Shortened(part)}'; the letters are {Some()}");
        }
        return [.. word];
    }

    /// <summary>The place of a letter that must be there.</summary>
    public int Known(string name, Json at) => Find(name) is var place and >= 0 ? place : throw at.Wrong($"has the unknown symbol '{Json.Shortened(name)}'; the letters are {Some()}");

    /// <summary>The first names.</summary>
    public string Some() => string.Join(", ", Letters.Take(12).Select(letter => letter.Name)) + (Letters.Count > 12 ? $", … ({Letters.Count})" : "");

    /// <summary>An output: bits as text, the first output first; with one output also 0, 1, true or false.</summary>
    public ulong Output(Json value)
    {
        if (OutputBits == 1 && value.IsNumber) return (ulong)value.Number(0, 1);
        if (OutputBits == 1 && value.Element.ValueKind is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) return value.Element.GetBoolean() ? 1u : 0u;
        return Bits(value, OutputBits);
    }

    public string Word(IEnumerable<int> letters) => string.Join(' ', letters.Select(letter => Letters[letter].Name));

    public static string Text(ulong value, int bits) => string.Concat(Enumerable.Range(0, bits).Select(i => value >> i & 1));

    public static ulong Bits(Json value, int count)
    {
        var text = value.IsText ? value.Text() : throw value.Wrong($"is not {count} bit{(count == 1 ? "" : "s")} as text, such as \"{new string('0', count)}\"");
        if (text.Length != count || text.AsSpan().ContainsAnyExcept('0', '1')) throw value.Wrong($"is not {count} bit{(count == 1 ? "" : "s")} of 0 and 1, but '{Json.Shortened(text)}'");
        var bits = 0UL;
        for (var i = 0; i < count; i++)
        {
            if (text[i] == '1') bits |= 1UL << i;
        }
        return bits;
    }

    private static string[] Names(Json value, string letter, string what)
    {
        if (value.IsNumber) return SpecificationReader.Names(letter, value.Number(0, MooreMachine.MostBits));
        if (value.IsList && value.Count > MooreMachine.MostBits) throw value.Wrong($"has {value.Count} names; up to {MooreMachine.MostBits} are possible");
        var names = new List<string>();
        foreach (var item in value.Items())
        {
            var name = Name(item);
            if (names.Contains(name)) throw item.Wrong($"names the {what} '{name}' twice");
            names.Add(name);
        }
        return [.. names];
    }

    private static Alphabet OfLetters(Json letters, string[]? inputs, string[] outputs)
    {
        var all = new List<Letter>();
        var known = new Dictionary<ulong, string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        void Add(string name, ulong bits, Json at)
        {
            if (all.Count == MostLetters) throw letters.Wrong($"has more than {MostLetters} letters");
            if (!names.Add(name)) throw at.Wrong($"names the letter '{name}' twice");
            if (!known.TryAdd(bits, name)) throw at.Wrong($"gives '{name}' the bits of '{known[bits]}'; a network could not tell them apart");
            all.Add(new(name, bits));
        }
        if (letters.IsList)
        {
            var count = letters.Count;
            var bits = inputs?.Length ?? Math.Max(1, BitOperations.Log2((uint)Math.Max(1, count - 1)) + (count > 1 ? 1 : 0));
            if (count > 1L << bits) throw letters.Wrong($"has {count} letters, more than {bits} input bits can tell apart");
            foreach (var item in letters.Items()) Add(Name(item), (ulong)all.Count, item);
            inputs ??= SpecificationReader.Names("x", bits);
        }
        else
        {
            foreach (var (name, value) in letters.Properties())
            {
                inputs ??= SpecificationReader.Names("x", value.IsText && value.Text().Length is > 0 and <= MooreMachine.MostBits ? value.Text().Length : throw value.Wrong("is not the letter's bits as text, such as \"01\""));
                CheckName(name, value);
                Add(name, Bits(value, inputs.Length), value);
            }
        }
        if (all.Count == 0) throw letters.Wrong("is empty");
        return new(all, inputs!.Length, inputs, outputs);
    }

    private static string Name(Json item)
    {
        var name = item.Text();
        CheckName(name, item);
        return name;
    }

    private static void CheckName(string name, Json at)
    {
        if (name.Length is 0 or > LongestName || name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))) throw at.Wrong($"has the name '{Json.Shortened(name)}'; names have 1 to {LongestName} characters and no spaces");
    }
}
