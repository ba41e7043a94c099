using Assay.Architecture.Graphs;
using Assay.Architecture.Operators.Internals;

namespace Assay.Architecture.Operators;

/// <summary>Which operators are understood. All others are listed by name wherever figures are given.</summary>
public static class OperatorCatalog
{
    /// <summary>Names of the operators that are understood, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. OperatorRegistry.Instance.Names.Order(StringComparer.Ordinal)];

    /// <summary>Whether the node's operator is understood.</summary>
    public static bool Knows(GraphNode node) => CategoryOf(node) is not null;

    /// <summary>Kind of the node's operator; null where it is not understood.</summary>
    public static OperatorCategory? CategoryOf(GraphNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return OperatorRegistry.Instance.Find(node.Operator, node.Domain)?.Category;
    }
}
