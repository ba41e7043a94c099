using System.CommandLine;
using Assay.Architecture.Graphs;
using Assay.Architecture.Networks;
using Assay.Architecture.Onnx;
using Assay.Architecture.Shapes;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Core.Errors;

namespace Assay.Cli.Cnn;

/// <summary>The options that choose a network's input, for all commands on networks.</summary>
internal sealed class ModelSettings
{
    private readonly TextsSetting _input = new("--input", "SHAPE", "Shape of the input, as in 1x3x224x224, 1x3xHxW or image=1x3x224x224; names stay open, and figures become formulas.");
    private readonly CountSetting _classes = new("--classes", "Classes that a built-in network tells apart.", 1, 1_000_000) { DefaultWords = "the reference's" };
    private readonly FlagSetting _noAuxiliary = new("--no-auxiliary-head", "Leave the auxiliary classifiers of a built-in network out.");
    private readonly FlagSetting _auxiliary = new("--auxiliary-head", "Give a built-in network its auxiliary classifiers, for training alone.");

    /// <summary>What MODEL means, for the help of a command.</summary>
    public const string ModelHelp = "An .onnx file, or the name of a built-in network (assay cnn list).";

    /// <summary>The options.</summary>
    public IReadOnlyList<Setting> All => [_input, _classes, _auxiliary, _noAuxiliary];

    /// <summary>Reads or builds a network and infers its shapes.</summary>
    /// <exception cref="InputException">There is no such network, it is damaged, or the input does not fit it.</exception>
    public Graph Load(string model, CommandContext context)
    {
        var parsed = context.Parsed;
        var bindings = InputBindings.Parse(_input.Values(parsed));
        if (_auxiliary.Value(parsed) && _noAuxiliary.Value(parsed)) throw new UsageException("--auxiliary-head and --no-auxiliary-head exclude each other: give one of them.");
        try
        {
            if (NetworkCatalog.Find(model) is null || File.Exists(model)) return ShapeInference.Infer(Read(model, context), bindings, context.Cancellation);
            return BuiltIn(model, bindings, context);
        }
        catch (InputException error) when (!error.Message.Contains(model, StringComparison.Ordinal))
        {
            throw new InputException($"{model}: {error.Message}", error);
        }
    }

    private static Graph Read(string model, CommandContext context)
    {
        if (!File.Exists(model) && !Directory.Exists(model) && !model.Contains('.', StringComparison.Ordinal) && !model.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            var nearest = NetworkCatalog.All.Select(network => network.Name).Where(name => name.Contains(model, StringComparison.OrdinalIgnoreCase) || model.Contains(name[..Math.Min(4, name.Length)], StringComparison.OrdinalIgnoreCase)).ToList();
            throw new InputException($"There is no file and no built-in network called '{model}'; {(nearest.Count > 0 ? $"did you mean {string.Join(" or ", nearest)}? assay cnn list shows all" : "assay cnn list shows those that are built in")}.");
        }
        return OnnxReader.Read(model, context.Cancellation);
    }

    // A square image makes the network for that size, with its poolings; other shapes are bound to the one for the reference's size.
    private Graph BuiltIn(string name, InputBindings bindings, CommandContext context)
    {
        var parsed = context.Parsed;
        var options = new NetworkOptions
        {
            Classes = _classes.IsGiven(parsed) ? (int)_classes.Value(parsed) : null,
            AuxiliaryHead = _auxiliary.Value(parsed) ? true : _noAuxiliary.Value(parsed) ? false : null,
            Seed = context.Seed,
        };
        if (bindings.Bindings is [{ Shape: { Rank: 4 } shape }] && shape[2] == shape[3] && shape[2].TryGetValue(out var size) && size <= int.MaxValue)
            return ShapeInference.Infer(NetworkCatalog.Create(name, options with { InputSize = (int)size, Batch = shape[0] }), bindings, context.Cancellation);
        return ShapeInference.Infer(NetworkCatalog.Create(name, options), bindings, context.Cancellation);
    }
}
