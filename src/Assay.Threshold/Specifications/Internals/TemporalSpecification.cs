using Assay.Core.Errors;
using Assay.Threshold.Machines;
using Assay.Threshold.Specifications.Temporal;

namespace Assay.Threshold.Specifications.Internals;

/// <summary>A property of the past for each output.</summary>
internal static class TemporalSpecification
{
    public static Specification Read(Json root)
    {
        root.Only("kind", "inputs", "letters", "property", "properties");
        var alphabet = Alphabet.Read(root);
        var (one, several) = (root.Optional("property"), root.Optional("properties"));
        if (one is null == several is null) throw root.Wrong("needs either \"property\" or \"properties\"");
        (string Name, Json Value)[] all = one is { } single ? [("y", single)] : [.. several!.Value.Properties()];
        if (all.Length is 0 or > MooreMachine.MostBits) throw several!.Value.Wrong($"has {all.Length} properties; 1 to {MooreMachine.MostBits} are possible");
        var texts = all.Select(property => property.Value.Text()).ToArray();
        try
        {
            var source = TemporalProperty.ToMachine(texts, alphabet.InputNames, alphabet.Letters);
            var description = all.Length == 1 ? $"The property \"{Json.Shortened(texts[0])}\"." : $"{all.Length} properties of the past.";
            return SpecificationReader.Finished(SpecificationKind.Temporal, description, source, alphabet.InputNames, [.. all.Select(property => property.Name)], null);
        }
        catch (InputException wrong) when (wrong.Message.Contains("roperty", StringComparison.Ordinal) && !wrong.Message.StartsWith(root.File, StringComparison.Ordinal))
        {
            throw new InputException($"{root.File}: {wrong.Message}", wrong);
        }
    }
}
