namespace Assay.Architecture.Graphs.Internals;

/// <summary>A named size.</summary>
internal sealed class NameFactor(string name) : DimensionFactor
{
    // Anything but a plain word is quoted, so that a name cannot look like an expression.
    public override string Text { get; } = name.All(c => char.IsLetterOrDigit(c) || c == '_') && !char.IsDigit(name[0]) ? name : $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";

    public override Int128? LeastValue => 1;

    public override Dimension Substitute(Func<string, Dimension?> replacement) => replacement(name) ?? Dimension.Of(this);

    public override void CollectNames(ISet<string> names) => names.Add(name);
}
