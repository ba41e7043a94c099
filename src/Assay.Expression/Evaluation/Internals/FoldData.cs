using Assay.Expression.Evaluation.Routes;
using Assay.Expression.Matrices;
using Assay.Expression.Preparation;
using Assay.Expression.Splits;

namespace Assay.Expression.Evaluation.Internals;

/// <summary>One fold, prepared by what was fitted on its training side.</summary>
internal sealed class FoldData : IDisposable
{
    private FoldData(Fold fold, TrainingFold training, ExpressionMatrix test, int[] groups) => (Fold, Training, Test, TrainingGroups) = (fold, training, test, groups);

    public Fold Fold { get; }

    public TrainingFold Training { get; }

    public ExpressionMatrix Test { get; }

    public int[] TrainingGroups { get; }

    public static FoldData Of(ExpressionMatrix matrix, IReadOnlyList<int> groups, Fold fold, PreparationOptions options)
    {
        var training = matrix.SelectSamples(fold.Train);
        var preparation = FittedPreparation.Fit(training, options);
        return new FoldData(fold, new TrainingFold(preparation.Apply(training)), preparation.Apply(matrix.SelectSamples(fold.Test)), [.. fold.Train.Select(sample => groups[sample])]);
    }

    public void Dispose() => Training.Dispose();
}
