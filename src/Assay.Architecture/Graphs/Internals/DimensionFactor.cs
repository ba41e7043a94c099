namespace Assay.Architecture.Graphs.Internals;

/// <summary>What a product of sizes is made of; two with the same text are the same.</summary>
internal abstract class DimensionFactor
{
    public abstract string Text { get; }

    public abstract Dimension Substitute(Func<string, Dimension?> replacement);

    public abstract void CollectNames(ISet<string> names);
}
