using Assay.Core.Errors;
using Assay.Threshold.Specifications.RegularExpressions;

namespace Assay.Threshold.Specifications.Internals;

/// <summary>A regular expression: 1 while the sequence so far matches.</summary>
internal static class RegexSpecification
{
    public static Specification Read(Json root)
    {
        root.Only("kind", "inputs", "letters", "outputs", "pattern");
        var alphabet = Alphabet.Read(root);
        if (alphabet.OutputBits != 1) throw root.Required("outputs").Wrong("is more than one; a regular expression says yes or no");
        var pattern = root.Required("pattern");
        var text = pattern.Text();
        try
        {
            var source = RegularExpression.ToMachine(text, alphabet.Letters, alphabet.InputBits);
            return SpecificationReader.Finished(SpecificationKind.Regex, $"Whether the sequence so far matches {Json.Shortened(text)}.", source, alphabet.InputNames, alphabet.OutputNames, null);
        }
        catch (InputException wrong) when (wrong.Message.StartsWith("Pattern,", StringComparison.Ordinal) || wrong.Message.StartsWith("The pattern", StringComparison.Ordinal))
        {
            throw new InputException($"{root.File}: {wrong.Message}", wrong);
        }
    }
}
