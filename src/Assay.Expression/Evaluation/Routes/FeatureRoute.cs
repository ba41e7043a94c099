using Assay.Expression.Matrices;

namespace Assay.Expression.Evaluation.Routes;

/// <summary>A way from profiles to the features of a classifier. Everything that it learns, it learns from a training fold.</summary>
public abstract class FeatureRoute
{
    /// <summary>Name in tables, as "PCA-20".</summary>
    public abstract string Name { get; }

    /// <summary>Whether it looks at the classes; others are fitted once for all permutations of the labels.</summary>
    public abstract bool UsesLabels { get; }

    /// <summary>Whether each feature is scaled to variance 1 over the training fold before the classifier sees it.</summary>
    public virtual bool Standardises => true;

    /// <summary>Learns the features.</summary>
    /// <param name="fold">Training profiles.</param>
    /// <param name="positive">[n], their classes.</param>
    /// <param name="seed">Of whatever is drawn.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Features of any prepared profiles, [rows, features].</returns>
    public abstract Func<ExpressionMatrix, FeatureTable> Fit(TrainingFold fold, bool[] positive, ulong seed, CancellationToken cancellation);
}
