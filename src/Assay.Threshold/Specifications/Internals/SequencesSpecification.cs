using Assay.Core.Errors;
using Assay.Threshold.Specifications.Sequences;

namespace Assay.Threshold.Specifications.Internals;

/// <summary>Labelled sequences: positive and negative ones, or ones with an output for each step.</summary>
internal static class SequencesSpecification
{
    private const int MostSequences = 100_000;

    public static Specification Read(Json root, SpecificationOptions options)
    {
        root.Only("kind", "inputs", "letters", "outputs", "positive", "negative", "steps");
        var alphabet = Alphabet.Read(root);
        var sequences = new List<LabelledSequence>();
        void Add(LabelledSequence sequence, Json at)
        {
            if (sequences.Count == MostSequences) throw at.Wrong($"is one sequence more than {MostSequences}");
            if (sequence.Letters.Count == 0) throw at.Wrong("is empty; an output is seen after a letter only");
            sequences.Add(sequence);
        }
        void Whole(string property, ulong output)
        {
            if (root.Optional(property) is not { } list) return;
            if (alphabet.OutputBits != 1) throw list.Wrong("says yes or no, but there are several outputs; give \"steps\"");
            foreach (var item in list.Items())
            {
                var letters = alphabet.Sequence(item);
                var outputs = new ulong?[letters.Length];
                if (letters.Length > 0) outputs[^1] = output;
                Add(new(letters, outputs, item.Path), item);
            }
        }
        Whole("positive", 1);
        Whole("negative", 0);
        if (root.Optional("steps") is { } steps)
        {
            foreach (var item in steps.Items())
            {
                item.Only("input", "output");
                var letters = alphabet.Sequence(item.Required("input"));
                Add(new(letters, Outputs(item.Required("output"), letters.Length, alphabet), item.Path), item);
            }
        }
        if (sequences.Count == 0) throw root.Wrong("has no sequences; give \"positive\" and \"negative\", or \"steps\"");
        if (LabelledSequences.Conflict(sequences) is { } conflict)
        {
            throw new InputException($"{root.File}: {conflict.First.Place} and {conflict.Second.Place} contradict each other: after {Json.Shortened(alphabet.Word(conflict.Prefix))} the one wants "
                + $"{Alphabet.Text(conflict.FirstOutput, alphabet.OutputBits)}, the other {Alphabet.Text(conflict.SecondOutput, alphabet.OutputBits)}. No shorter pair does.");
        }
        var found = LabelledSequences.Smallest(sequences, alphabet.Letters, alphabet.InputBits, alphabet.OutputBits, options.TimeLimit);
        var description = $"{(found.IsSmallest ? "The smallest machine" : "A small machine")} that agrees with {sequences.Count} sequences{(found.IsSmallest ? "" : "; smaller ones were not excluded")}.";
        return SpecificationReader.Finished(SpecificationKind.Sequences, description, found.Machine, alphabet.InputNames, alphabet.OutputNames, null);
    }

    // A text with a bit for each step where there is one output, "?" for unknown; else a list with bits, or null for unknown, for each step.
    private static ulong?[] Outputs(Json value, int count, Alphabet alphabet)
    {
        if (value.IsList)
        {
            if (value.Count != count) throw value.Wrong($"has {value.Count} outputs for {count} letters");
            return [.. value.Items().Select(item => item.Element.ValueKind == System.Text.Json.JsonValueKind.Null ? (ulong?)null : alphabet.Output(item))];
        }
        var text = string.Concat(value.Text().Where(character => !char.IsWhiteSpace(character)));
        if (alphabet.OutputBits != 1) throw value.Wrong("is one text, but there are several outputs; give a list with the bits of each step");
        if (text.Length != count) throw value.Wrong($"has {text.Length} outputs for {count} letters");
        return [.. text.Select(character => character switch { '0' => 0UL, '1' => 1UL, '?' => (ulong?)null, _ => throw value.Wrong($"has the output '{character}'; give 0, 1 or ?") })];
    }
}
