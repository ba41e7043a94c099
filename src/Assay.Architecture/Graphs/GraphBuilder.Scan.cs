using Assay.Core.Errors;

namespace Assay.Architecture.Graphs;

// Recurrence, and what a caller may leave out.
public sealed partial class GraphBuilder
{
    /// <summary>A network applied step by step along the first axis, with state that goes from each step to the next (ONNX operator Scan).</summary>
    /// <param name="body">
    /// One step: takes the states, then a slice of each sequence; gives the next states, of the same shapes, then the results of the step.
    /// It uses the operators of the same version and nothing from around it.
    /// </param>
    /// <param name="states">States before the first step.</param>
    /// <param name="sequences">What is gone through: [steps, …].</param>
    /// <param name="nodeName">Name.</param>
    /// <returns>The states after the last step, then the results of all steps: [steps, …].</returns>
    /// <exception cref="InputException">The body takes or gives another number of tensors, or there is no sequence.</exception>
    public IReadOnlyList<GraphTensor> Scan(Graph body, IReadOnlyList<GraphTensor> states, IReadOnlyList<GraphTensor> sequences, string? nodeName = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(sequences);
        if (sequences.Count == 0) throw new InputException($"Graph {Name}: a scan needs a sequence to go through.");
        if (body.Inputs.Count != states.Count + sequences.Count || body.Outputs.Count < states.Count)
            throw new InputException($"Graph {Name}: the body {body.Name} of a scan over {states.Count} states and {sequences.Count} sequences takes {body.Inputs.Count} tensors and gives {body.Outputs.Count}; it must take {states.Count + sequences.Count} and give {states.Count} or more.");
        var unique = Unique(Scoped(nodeName ?? "scan"));
        var attributes = new Dictionary<string, object> { ["body"] = Subgraph.Of(body, unique + "/"), ["num_scan_inputs"] = (long)sequences.Count };
        var outputs = Nodes("Scan", [.. states, .. sequences], body.Outputs.Count, attributes, nodeName);
        var steps = sequences[0].Shape?[0];
        for (var i = 0; i < outputs.Count; i++)
        {
            outputs[i].ElementType = body.Outputs[i].ElementType;
            outputs[i].Shape = i < states.Count ? body.Outputs[i].Shape : steps is not null && body.Outputs[i].Shape is { } slice ? new TensorShape([steps, .. slice]) : null;
        }
        return outputs;
    }

    /// <summary>An input that a caller may leave out: then it has this value (in a file, an initializer that is an input too).</summary>
    /// <param name="inputName">Name.</param>
    /// <param name="value">The value where nothing else is given.</param>
    /// <param name="shape">What may be given; null for the shape of the value.</param>
    public GraphTensor OptionalInput(string inputName, TensorConstant value, TensorShape? shape = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(inputName);
        ArgumentNullException.ThrowIfNull(value);
        return Add(new(inputName, value.Type, shape ?? value.Shape, value) { IsReplaceable = true });
    }
}
