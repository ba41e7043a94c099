using Assay.Architecture.Graphs;
using Assay.Architecture.Operators.Internals;
using Assay.Architecture.Shapes.Internals;
using Assay.Core.Errors;

namespace Assay.Architecture.Shapes;

/// <summary>
/// Works out the shape of every tensor of a graph. Arithmetic on sizes (Shape, Gather, Concat, Slice, Cast, …) is followed, so that
/// shapes stay formulas in the names that are not bound.
/// </summary>
public static class ShapeInference
{
    /// <summary>The graph with all shapes that follow from its inputs'.</summary>
    /// <returns>A copy; results of operators that are not understood keep the shape that the file declares, or none.</returns>
    /// <exception cref="InputException">A binding does not fit the inputs, or an operation does not fit the shapes that it gets.</exception>
    public static Graph Infer(Graph graph, InputBindings? bindings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var copy = GraphCopy.Of(graph, BoundInputs.Of(graph, bindings ?? InputBindings.None), cancellationToken);
        foreach (var node in copy.Nodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            InferNode(copy.Name, node, node.Domain.Length == 0 ? copy.Opset : copy.Opsets.GetValueOrDefault(node.Domain, copy.Opset));
        }
        copy.IsInferred = true;
        return copy;
    }

    internal static void InferNode(string graph, GraphNode node, long opset)
    {
        if (OperatorRegistry.Instance.Find(node.Operator, node.Domain) is not { } definition) return;
        var context = new ShapeContext(graph, node, opset);
        // Declared shapes of intermediate tensors are not trusted: they are what is checked.
        foreach (var output in node.Outputs) (output.Shape, output.Known) = (null, null);
        if (node.Outputs.Count == 0) return;
        if (node.Inputs.Count == 0 && definition.Category is not (Operators.OperatorCategory.ShapeArithmetic or Operators.OperatorCategory.DataMovement)) throw context.Error("it has no input");
        try
        {
            definition.Infer(context);
        }
        catch (InputException error) when (!error.Message.StartsWith(graph, StringComparison.Ordinal))
        {
            // Sizes that overflow, and windows, do not know the graph they are in.
            throw new InputException(error.Message.StartsWith(node.ToString(), StringComparison.Ordinal) ? $"{graph}: {error.Message}" : $"{graph}: {node}: {error.Message}", error);
        }
    }
}
