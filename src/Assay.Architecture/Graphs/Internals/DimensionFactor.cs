namespace Assay.Architecture.Graphs.Internals;

/// <summary>What a product of sizes is made of; two with the same text are the same.</summary>
internal abstract class DimensionFactor
{
    public abstract string Text { get; }

    /// <summary>A lower bound where every name stands for at least 1; null where there is none.</summary>
    public abstract Int128? LeastValue { get; }

    public abstract Dimension Substitute(Func<string, Dimension?> replacement);

    public abstract void CollectNames(ISet<string> names);
}
