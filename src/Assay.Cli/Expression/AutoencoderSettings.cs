using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Expression.Autoencoders;

namespace Assay.Cli.Expression;

/// <summary>How an autoencoder is built and trained.</summary>
internal sealed class AutoencoderSettings
{
    private static readonly AutoencoderOptions Usual = new();

    private readonly TextSetting _hidden = new("--hidden", "N,N,…", "Widths of the encoder's hidden layers from the genes inwards; the decoder mirrors them.") { Default = "2000,200,64" };
    private readonly CountSetting _code = new("--code", "Width of the code.", 1, 100_000) { Default = Usual.Code };
    private readonly ChoiceSetting<HiddenActivation> _activation = new(
        "--activation", "What hidden layers do.", ("leaky-relu", HiddenActivation.LeakyRelu), ("selu", HiddenActivation.Selu), ("tanh", HiddenActivation.Tanh), ("sigmoid", HiddenActivation.Sigmoid));
    private readonly ChoiceSetting<OutputActivation> _output = new("--output", "What the last layer does.", ("linear", OutputActivation.Linear), ("sigmoid", OutputActivation.Sigmoid));
    private readonly ChoiceSetting<AutoencoderStart> _start = new("--start", "Where training starts.", ("components", AutoencoderStart.PrincipalComponents), ("random", AutoencoderStart.Random));
    private readonly CountSetting _epochs = new("--epochs", "Passes over the training samples, at most.", 1, 1_000_000) { Default = Usual.Epochs };
    private readonly CountSetting _batchSize = new("--batch-size", "Samples of one step.", 1, 1_000_000) { Default = Usual.BatchSize };
    private readonly NumberSetting _rate = new("--learning-rate", "Length of a step of Adam.", 1e-9, 10) { Default = Usual.LearningRate };
    private readonly NumberSetting _decay = new("--weight-decay", "Decoupled decay of the weights.", 0, 1000) { Default = Usual.WeightDecay, DefaultWords = "1, or 0 with --as-described" };
    private readonly NumberSetting _noise = new("--denoising", "Noise added to inputs, as a share of each gene's deviation.", 0, 100) { Default = 0 };
    private readonly NumberSetting _sparsity = new("--sparsity", "λ of the mean absolute code (L1).", 0, 1e6) { Default = 0 };
    private readonly NumberSetting _contractive = new("--contractive", "λ of the contractive penalty, mean‖∂h/∂x‖² through all layers of the encoder.", 0, 1e6) { Default = 0 };
    private readonly ChoiceSetting<PenaltyForm> _form = new(
        "--contractive-form", "How the contractive penalty is computed; all but hutchinson are exact.", ("auto", PenaltyForm.Cheapest), ("direct", PenaltyForm.Direct), ("gram", PenaltyForm.Gram), ("hutchinson", PenaltyForm.Hutchinson));
    private readonly NumberSetting _validation = new("--validation", "Share of the training samples that decides when to stop; 0 trains to the last epoch.", 0, 0.9) { Default = Usual.ValidationShare, DefaultWords = "0.1, or 0 with --as-described" };
    private readonly CountSetting _patience = new("--patience", "Epochs without improvement after which training ends.", 0, 1_000_000) { Default = Usual.Patience };
    private readonly FlagSetting _allGenes = new("--no-row-space", "Train on all genes, not in the coordinates of the space that the training profiles span.");
    private readonly FlagSetting _described = new("--as-described", "The textbook's network: sigmoid everywhere, random start, values as they are. It fails, and the findings say why.");

    /// <summary>Those of the network alone, for commands that train one on the way.</summary>
    public IReadOnlyList<Setting> All => [_hidden, _code, _activation, _output, _start, _epochs, _batchSize, _rate, _decay, _noise, _sparsity, _contractive, _form, _validation, _patience, _allGenes, _described];

    /// <summary>Whether the textbook's network is asked for.</summary>
    public bool IsAsDescribed(ParseResult parsed) => _described.Value(parsed);

    /// <summary>What was asked for; what is given wins over --as-described.</summary>
    public AutoencoderOptions Options(ParseResult parsed)
    {
        var described = _described.Value(parsed);
        var basis = described ? AutoencoderOptions.AsDescribed : Usual;
        return basis with
        {
            Hidden = Widths(_hidden.Value(parsed)!),
            Code = (int)_code.Value(parsed),
            Activation = _activation.IsGiven(parsed) ? _activation.Value(parsed) : basis.Activation,
            Output = _output.IsGiven(parsed) ? _output.Value(parsed) : basis.Output,
            Start = _start.IsGiven(parsed) ? _start.Value(parsed) : basis.Start,
            Epochs = (int)_epochs.Value(parsed),
            BatchSize = (int)_batchSize.Value(parsed),
            LearningRate = _rate.Value(parsed),
            WeightDecay = _decay.IsGiven(parsed) ? _decay.Value(parsed) : basis.WeightDecay,
            Denoising = _noise.Value(parsed),
            Sparsity = _sparsity.Value(parsed),
            Contractive = _contractive.Value(parsed),
            ContractiveForm = _form.Value(parsed),
            ValidationShare = _validation.IsGiven(parsed) ? _validation.Value(parsed) : basis.ValidationShare,
            Patience = (int)_patience.Value(parsed),
            RowSpace = basis.RowSpace && !_allGenes.Value(parsed),
        };
    }

    private static ImmutableArray<int> Widths(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var widths = parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is > 0 and <= 1_000_000 ? width : -1).ToImmutableArray();
        return widths.Contains(-1) ? throw new UsageException($"--hidden takes widths from 1 to 1,000,000 with commas between, as 2000,200,64; not '{text}'.") : widths;
    }
}
