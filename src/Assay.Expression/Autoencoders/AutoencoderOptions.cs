using System.Collections.Immutable;
using Assay.Core.Errors;

namespace Assay.Expression.Autoencoders;

/// <summary>How an autoencoder is built and trained. The defaults are what works; <see cref="AsDescribed"/> is what the textbook exercise describes.</summary>
public sealed record AutoencoderOptions
{
    /// <summary>Widths of the encoder's hidden layers from the genes inwards; the decoder mirrors them.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [2000, 200, 64];

    /// <summary>Width of the code.</summary>
    public int Code { get; init; } = 20;

    /// <summary>What hidden layers do.</summary>
    public HiddenActivation Activation { get; init; } = HiddenActivation.LeakyRelu;

    /// <summary>What the last layer does.</summary>
    public OutputActivation Output { get; init; } = OutputActivation.Linear;

    /// <summary>Where training starts. A start at the components that the other options do not allow becomes a random one.</summary>
    public AutoencoderStart Start { get; init; } = AutoencoderStart.PrincipalComponents;

    /// <summary>Passes over the training samples, at most.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Samples of one step.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Length of a step of Adam; it falls along half a cosine.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decoupled decay of the weights (AdamW): a step shrinks them by 1 − rate·decay. Few samples need much; 1 was best of 0 to 3 on simulated manifolds of 4 and 6 dimensions.</summary>
    public double WeightDecay { get; init; } = 1;

    /// <summary>Standard deviation of the noise that is added to inputs but not to targets, as a share of each input's own (Vincent et al. 2010); 0 for none.</summary>
    public double Denoising { get; init; }

    /// <summary>λ of the mean absolute code, an L1 penalty; 0 for none.</summary>
    public double Sparsity { get; init; }

    /// <summary>λ of the contractive penalty, mean‖∂h/∂x‖² through all layers of the encoder (Rifai et al. 2011); 0 for none.</summary>
    public double Contractive { get; init; }

    /// <summary>How the contractive penalty is computed.</summary>
    public PenaltyForm ContractiveForm { get; init; } = PenaltyForm.Cheapest;

    /// <summary>Share of the training samples that decides when to stop; 0 trains to the last epoch on all of them.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>Epochs without improvement there after which training ends.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>
    /// Trains in the coordinates of the space that the training profiles span, at most n − 1 instead of all genes. The loss and its gradients are the same with a linear
    /// output; the path of Adam, which scales each coordinate by itself, is another one. Without it all genes are inputs and outputs.
    /// </summary>
    public bool RowSpace { get; init; } = true;

    /// <summary>The network as the exercise describes it: sigmoid everywhere, random start, no validation. Meant for values as they are, to show why it fails.</summary>
    public static AutoencoderOptions AsDescribed { get; } = new()
    {
        Activation = HiddenActivation.Sigmoid,
        Output = OutputActivation.Sigmoid,
        Start = AutoencoderStart.Random,
        WeightDecay = 0,
        ValidationShare = 0,
        RowSpace = false,
    };

    /// <summary>Whether training can and shall run in the row space.</summary>
    internal bool UsesRowSpace => RowSpace && Output == OutputActivation.Linear;

    internal bool StartsAtComponents => Start == AutoencoderStart.PrincipalComponents && Activation == HiddenActivation.LeakyRelu && Output == OutputActivation.Linear && Hidden.All(width => width >= 2 * Code);

    internal void Validate()
    {
        Check(!Hidden.IsDefault && Hidden.All(width => width is > 0 and <= 1_000_000), "hidden layers need widths of 1 to 1,000,000");
        Check(Code is > 0 and <= 100_000, "the code needs a width of 1 to 100,000");
        Check(Epochs > 0 && BatchSize > 0, "epochs and the batch size must be positive");
        Check(double.IsFinite(LearningRate) && LearningRate > 0, "the learning rate must be positive");
        Check(double.IsFinite(WeightDecay + Denoising + Sparsity + Contractive) && WeightDecay >= 0 && Denoising >= 0 && Sparsity >= 0 && Contractive >= 0, "penalties and noise must not be negative");
        Check(ValidationShare is >= 0 and < 1, "the share for validation must be from 0 to below 1");
        Check(Patience >= 0, "patience must not be negative");
    }

    private static void Check(bool holds, string what)
    {
        if (!holds) throw new InputException($"An autoencoder cannot be built like this: {what}.");
    }
}
