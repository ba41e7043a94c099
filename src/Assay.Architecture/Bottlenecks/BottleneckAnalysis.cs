using Assay.Architecture.Bottlenecks.Internals;
using Assay.Architecture.Graphs;
using Assay.Architecture.Shapes;

namespace Assay.Architecture.Bottlenecks;

/// <summary>
/// Finds representational bottlenecks (Szegedy et al. 2015, section 2): the minimum vertex cut over activation volumes, so that shortcuts and
/// parallel branches count. By duality it is a maximum flow, and the cut is its certificate.
/// </summary>
public static class BottleneckAnalysis
{
    /// <summary>Bottlenecks of the network. Sizes that are open count as 224 where cuts are compared.</summary>
    public static BottleneckReport Of(Graph graph, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (!graph.IsInferred) graph = ShapeInference.Infer(graph, cancellationToken: cancellationToken);
        var flow = new TensorFlow(graph);
        var ends = flow.LastImages();
        var profile = Profile(flow, ends, cancellationToken);
        return new()
        {
            Minimum = flow.Cut(graph.Inputs, graph.Outputs),
            Features = flow.Cut(graph.Inputs, ends),
            Profile = profile,
            Findings = Findings(profile),
        };
    }

    // Tensors that all paths pass through divide the network; between two of them lies one cut.
    private static List<ProfilePoint> Profile(TensorFlow flow, IReadOnlyList<GraphTensor> ends, CancellationToken cancellationToken)
    {
        var singles = flow.Separators(ends);
        var profile = new List<ProfilePoint>();
        for (var i = 0; i < singles.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            profile.Add(new(new([singles[i]], singles[i].Shape!.Elements), IsSingle: true));
            if (i + 1 < singles.Count && !flow.AreNeighbours(singles[i], singles[i + 1]) && flow.Cut([singles[i]], [singles[i + 1]]) is { } inside) profile.Add(new(inside, IsSingle: false));
        }
        return profile;
    }

    // Valleys of the profile: the lowest place between two heights, compared with the lower of them.
    private static List<BottleneckFinding> Findings(List<ProfilePoint> profile)
    {
        const double worthSaying = 0.9;
        var volumes = profile.Select(point => TensorFlow.Volume(point.Cut.Elements)).ToArray();
        var findings = new List<BottleneckFinding>();
        for (var i = 1; i + 1 < volumes.Length; i++)
        {
            if (volumes[i] >= volumes[i - 1]) continue;
            var (before, after) = (Highest(i, -1), Highest(i, 1));
            var ratio = (double)volumes[i] / Math.Min(volumes[before], volumes[after]);
            if (ratio >= worthSaying) continue;
            var area = Area(profile[i]) / Area(profile[before]);
            findings.Add(new(profile[i].Cut, profile[before].Cut.Elements, profile[after].Cut.Elements, ratio, area) { LosesChannels = volumes[i] < 0.999 * area * volumes[before] });
        }
        return [.. findings.OrderBy(finding => finding.Ratio)];

        // Positions of the largest image in a cut.
        static double Area(ProfilePoint point) => point.Cut.Tensors.Max(tensor => (double)Math.Max(1, TensorFlow.Volume(new TensorShape(tensor.Shape!.Skip(2)).Elements)));

        // The highest place on one side before it falls below this one.
        int Highest(int from, int step)
        {
            var highest = from;
            for (var i = from + step; i >= 0 && i < volumes.Length && volumes[i] >= volumes[from]; i += step)
                if (volumes[i] > volumes[highest]) highest = i;
            return highest;
        }
    }
}
