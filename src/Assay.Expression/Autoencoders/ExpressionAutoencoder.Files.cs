using System.Text.Json;
using Assay.Core.Errors;
using Assay.Core.Safetensors;
using Assay.Expression.Autoencoders.Internals;
using Assay.Expression.Preparation;
using Assay.Torch;
using Assay.Torch.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Assay.Expression.Autoencoders;

public sealed partial class ExpressionAutoencoder
{
    private const string Kind = "expression-autoencoder";
    private const string FormatVersion = "1";
    private const string Prefix = "network.";

    /// <summary>The same model with all genes as inputs and outputs: W₁ = W₁′·Vᵀ and W_out = V·W_out′. Of what lies outside the row space it sees and gives back nothing, as before.</summary>
    public ExpressionAutoencoder OnAllGenes()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var wide = new DenseAutoencoder(Genes, Genes, Options);
        var (basis, mean) = (_space?.Basis, _space?.Mean);
        for (var i = 0; i < wide.Layers.Count; i++)
        {
            var (from, to) = (_network.Layers[i], wide.Layers[i]);
            var (first, last) = (i == 0 && basis is not null, i == wide.Layers.Count - 1 && basis is not null);
            to.weight!.copy_(first ? from.weight!.matmul(basis!.t()) : last ? basis!.matmul(from.weight!) : from.weight!);
            to.bias!.copy_(first ? from.bias! - to.weight!.matmul(mean!) : last ? basis!.matmul(from.bias!) + mean! : from.bias!);
        }
        foreach (var parameter in wide.parameters()) parameter.DetachFromDisposeScope();
        return new ExpressionAutoencoder(wide, null, Genes, Options, Training);
    }

    /// <summary>Writes the model, its preparation included, so that it can be used on raw profiles.</summary>
    /// <param name="path">The file.</param>
    /// <param name="preparation">What the training profiles were prepared by.</param>
    /// <param name="metadata">More to say about it, as its figures.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path, FittedPreparation preparation, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        if (preparation.Genes.Length != Genes) throw new ArgumentException($"The preparation gives {preparation.Genes.Length} genes, the model has {Genes}.", nameof(preparation));
        var entries = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["kind"] = Kind,
            ["format_version"] = FormatVersion,
            ["options"] = JsonSerializer.Serialize(Options),
        };
        using var wide = OnAllGenes();
        TensorSource[] tensors = [.. preparation.Sources(entries), .. ModuleWeights.Sources(wide._network, Prefix)];
        SafetensorsWriter.Write(path, tensors, entries);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model, and the preparation that its profiles need.</returns>
    /// <exception cref="InputException">The file is damaged or another kind of model.</exception>
    public static (ExpressionAutoencoder Model, FittedPreparation Preparation) Open(string path)
    {
        LibTorch.Load();
        using var file = SafetensorsFile.Open(path);
        if (!file.Metadata.TryGetValue("kind", out var kind) || kind != Kind) throw new InputException($"{path} is no autoencoder of expression profiles ({(kind is null ? "it does not say what it is" : $"it is of kind '{kind}'")}); give a model that 'assay expression fit' wrote.");
        if (!file.Metadata.TryGetValue("format_version", out var version) || version != FormatVersion) throw new InputException($"{path} has format version '{version}', this program reads {FormatVersion}; use the program that wrote it.");
        var preparation = FittedPreparation.Read(file);
        AutoencoderOptions options;
        try
        {
            options = JsonSerializer.Deserialize<AutoencoderOptions>(file.Metadata.GetValueOrDefault("options", "")) ?? throw new JsonException("they are null");
            options.Validate();
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InputException)
        {
            throw new InputException($"{path}: the options of the model are damaged ({exception.Message.Split(" Path:")[0].TrimEnd('.')}); write the model again.", exception);
        }
        var genes = preparation.Genes.Length;
        CheckSize(file, genes, options);
        var network = new DenseAutoencoder(genes, genes, options);
        try
        {
            ModuleWeights.Load(network, file, Prefix);
        }
        catch
        {
            network.Dispose();
            throw;
        }
        network.eval();
        return (new ExpressionAutoencoder(network, null, genes, options, null), preparation);
    }

    // Before anything of the sizes that the options claim is allocated, the file must hold it.
    private static void CheckSize(SafetensorsFile file, int genes, AutoencoderOptions options)
    {
        int[] widths = [genes, .. options.Hidden, options.Code, .. options.Hidden.Reverse(), genes];
        for (var i = 0; i + 1 < widths.Length; i++) file.Require($"{Prefix}_layers.{i}.weight", ElementType.Float32, widths[i + 1], widths[i]);
    }
}
