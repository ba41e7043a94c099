using System.Collections.Immutable;
using Assay.Expression.Autoencoders;
using Assay.Expression.Evaluation;
using Assay.Expression.Preparation;
using Assay.Expression.Splits;
using Assay.Torch.Doctor;

namespace Assay.Expression.Fitting;

/// <summary>A fitted autoencoder and what it is worth on samples that nothing was fitted on. Errors are in the data's units: log2 where a logarithm was taken.</summary>
public sealed record FitResult : IDisposable
{
    /// <summary>The model.</summary>
    public required ExpressionAutoencoder Model { get; init; }

    /// <summary>What its profiles were prepared by.</summary>
    public required FittedPreparation Preparation { get; init; }

    /// <summary>Which samples trained and which tested.</summary>
    public required Fold Split { get; init; }

    /// <summary>Mean squared error on test samples.</summary>
    public required double TestMse { get; init; }

    /// <summary>Mean squared error on training samples.</summary>
    public required double TrainMse { get; init; }

    /// <summary>Error on test samples of predicting each gene's training mean.</summary>
    public required double MeanPredictorMse { get; init; }

    /// <summary>Error on test samples of as many principal components as the code is wide, in the same preparation.</summary>
    public required double ComponentsMse { get; init; }

    /// <summary>R² of each gene on test samples, 1 − error/error of the training mean, [genes].</summary>
    public required ImmutableArray<double> GeneR2 { get; init; }

    /// <summary>AUROC of a logistic regression on the codes, on test samples; null without labels.</summary>
    public required Interval? Auroc { get; init; }

    /// <summary>The same on as many principal components.</summary>
    public required Interval? ComponentsAuroc { get; init; }

    /// <summary>Mean ‖∂h/∂x‖² of the codes over test samples, in prepared units.</summary>
    public required double Sensitivity { get; init; }

    /// <summary>Codes of all samples in the cohort's order, [samples, code].</summary>
    public required float[] Codes { get; init; }

    /// <summary>What is wrong, worst first.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Seconds of training.</summary>
    public double Seconds => Model.Training!.Seconds;

    /// <summary>Seconds of one step, validation included.</summary>
    public double SecondsPerStep => Model.Training!.Seconds / Math.Max(1, Model.Training.Steps);

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
