using Assay.Architecture.Graphs;
using Assay.Architecture.Operators;
using Assay.Architecture.ReceptiveFields.Internals;
using Assay.Architecture.Shapes;
using Assay.Core.Errors;

namespace Assay.Architecture.ReceptiveFields;

/// <summary>
/// Works out what part of the input each unit of a network can see: size, stride, centre and padding of its receptive field, exactly and
/// through all branches (Araujo et al. 2019, "Computing Receptive Fields of Convolutional Neural Networks", where all strides are whole).
/// The sizes of fields do not depend on the input's size, which may stay symbolic.
/// </summary>
/// <example><code>
/// var fields = ReceptiveFieldAnalysis.Of(graph);
/// var axis = fields.Last!.Axes[0];
/// Console.WriteLine($"{axis.Size} elements, every {axis.Stride}, padding {axis.Padding}");
/// </code></example>
public static class ReceptiveFieldAnalysis
{
    /// <summary>Receptive fields of all tensors.</summary>
    /// <param name="graph">Network; shapes are inferred where they are not known yet.</param>
    /// <param name="input">Name of the input that fields are relative to; where it is left out the first with four axes, or else with three, or else the first.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="InputException">There is no such input, its number of axes is not known, shapes do not fit, or positions exceed 64 bits.</exception>
    public static ReceptiveFieldReport Of(Graph graph, string? input = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsInferred) graph = ShapeInference.Infer(graph, cancellationToken: cancellationToken);
        var image = Image(graph, input);
        var rank = image.Shape?.Rank ?? throw new InputException($"Graph {graph.Name}: the shape of the input '{image.Name}' is not known; give it.");
        var states = new Dictionary<GraphTensor, AxisState[]> { [image] = [.. Enumerable.Range(0, rank).Select(AxisState.OfInput)] };
        var spatial = new SpatialAxes(rank);
        foreach (var node in graph.Nodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var opset = node.Domain.Length == 0 ? graph.Opset : graph.Opsets.GetValueOrDefault(node.Domain, graph.Opset);
            Follow(graph, new FieldContext(graph, node, opset, rank, states, spatial));
        }
        var axes = spatial.ToArray();
        var tensors = Fields(graph, states, axes);
        return new(graph, image, axes, tensors, Last(graph, tensors, rank));
    }

    private static void Follow(Graph graph, FieldContext context)
    {
        if (!context.IsDependent) return;
        try
        {
            if (!OperatorCatalog.Knows(context.Node)) context.SetUnknown($"the operator of {context.Node} is not understood");
            else if (FieldRegistry.Instance.Find(context.Node.Operator) is not { } family) context.SetUnknown($"the operator of {context.Node} is not followed");
            else if (!context.HasShapes) context.SetUnknown($"the shapes at {context.Node} are not known");
            else family(context);
        }
        catch (OverflowException error)
        {
            throw TooLarge(graph, $"{context.Node}", error);
        }
    }

    private static TensorField[] Fields(Graph graph, Dictionary<GraphTensor, AxisState[]> states, int[] axes)
    {
        var fields = new TensorField[graph.Tensors.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var tensor = graph.Tensors[i];
            try
            {
                fields[i] = new(tensor, Array.ConvertAll(axes, axis => new AxisField(axis, states.GetValueOrDefault(tensor)?[axis] ?? AxisState.Independent)));
            }
            catch (OverflowException error)
            {
                throw TooLarge(graph, $"'{tensor.Name}'", error);
            }
        }
        return fields;
    }

    private static InputException TooLarge(Graph graph, string place, OverflowException error) =>
        new($"Graph {graph.Name}: the receptive field at {place} leaves the range of 64 bits; check the strides and padding before it.", error);

    private static GraphTensor Image(Graph graph, string? name)
    {
        if (graph.Inputs.Count == 0) throw new InputException($"Graph {graph.Name} has no input that receptive fields could be relative to.");
        if (name is not null)
            return graph.Inputs.FirstOrDefault(input => input.Name == name) ?? throw new InputException($"Graph {graph.Name} has no input called '{name}'; it has {string.Join(", ", graph.Inputs.Select(input => $"'{input.Name}'"))}.");
        return graph.Inputs.FirstOrDefault(input => input.Shape is { Rank: 4 }) ?? graph.Inputs.FirstOrDefault(input => input.Shape is { Rank: >= 3 }) ?? graph.Inputs[0];
    }

    // Auxiliary heads are left aside: only what leads to the first output counts.
    private static TensorField? Last(Graph graph, TensorField[] tensors, int rank)
    {
        var reached = new HashSet<GraphTensor>();
        var open = new Stack<GraphTensor>(graph.Outputs.Take(1));
        while (open.TryPop(out var tensor))
        {
            if (!reached.Add(tensor) || tensor.Producer is not { } producer) continue;
            foreach (var taken in producer.Inputs.Concat(producer.Captures).OfType<GraphTensor>()) open.Push(taken);
        }
        // A flattened image has a field too, but is none any more.
        return Array.FindLast(tensors, field => reached.Contains(field.Tensor) && IsImage(field)) ?? Array.FindLast(tensors, IsImage);

        bool IsImage(TensorField field) => field.HasExtent && field.Tensor.Shape!.Rank >= rank;
    }
}
