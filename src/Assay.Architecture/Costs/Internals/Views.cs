using Assay.Architecture.Graphs;

namespace Assay.Architecture.Costs.Internals;

/// <summary>Operations whose result is their input's memory under another shape.</summary>
internal static class Views
{
    public static bool Is(GraphNode node) => node.Operator is "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Identity" or "Dropout" && node.Domain.Length == 0;

    /// <summary>The tensor whose memory this one is.</summary>
    public static GraphTensor Storage(GraphTensor tensor)
    {
        while (tensor.Producer is { } producer && Is(producer) && producer.Outputs[0] == tensor && producer.Input(0) is { } input) tensor = input;
        return tensor;
    }
}
