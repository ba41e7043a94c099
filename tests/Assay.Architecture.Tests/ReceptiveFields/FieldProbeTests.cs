using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;

namespace Assay.Architecture.Tests.ReceptiveFields;

/// <summary>The analysis against dependencies that are followed element by element.</summary>
public sealed class FieldProbeTests
{
    private const int Wanted = 1200;

    [Fact]
    public void RandomNetworks_AgreeWithTheirDependenciesElementByElement()
    {
        var (networks, tensors, units, periods) = (0, 0, 0L, 0);
        var operators = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0; networks < Wanted; seed++)
        {
            Assert.InRange(seed, 0, 2 * Wanted); // otherwise most networks have no unit away from the borders
            var graph = RandomNetwork.Of(seed);
            var fields = ReceptiveFieldAnalysis.Of(graph);
            var probe = new DependencyProbe(graph);
            var before = units;
            foreach (var tensor in graph.Nodes.Select(node => node.Outputs[0]))
            {
                var compared = Compare(graph, fields.Of(tensor), probe, ref periods);
                if (compared > 0) tensors++;
                if (tensor == graph.Outputs[0] && compared > 0) networks++;
                units += compared;
            }
            if (units > before) operators.UnionWith(graph.Nodes.Select(node => node.Operator));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{networks} networks, {tensors} tensors, {units} units, {periods} whole periods");
        Assert.Equal(["Add", "AveragePool", "BatchNormalization", "Concat", "Conv", "ConvTranspose", "DepthToSpace", "MaxPool", "Pad", "Relu", "Resize", "Slice", "SpaceToDepth", "Upsample"], operators.Order(StringComparer.Ordinal));
        Assert.InRange(units, 100_000, long.MaxValue);
        Assert.InRange(periods, Wanted, int.MaxValue);
    }

    // Number of units away from the borders, all of which agree.
    private static int Compare(Graph graph, TensorField field, DependencyProbe probe, ref int periods)
    {
        Assert.True(field.Tensor.Shape!.TryGetSizes(out var sizes));
        var count = 0;
        var axes = sizes.Length - 2;
        for (var axis = 0; axis < axes; axis++)
        {
            var found = field.Axes[axis];
            if (found.Kind == FieldKind.Unknown && found.Reason!.Contains("repeat only after more than", StringComparison.Ordinal)) continue;
            var run = new List<(int First, int Last)?>();
            // Along each axis through the middle of the other one, and for every unit of vectors.
            for (var unit = 0; unit < sizes[axis + 2]; unit++)
            {
                int[] place = axes == 1 ? [unit] : axis == 0 ? [unit, (int)sizes[3] / 2] : [(int)sizes[2] / 2, unit];
                var (seen, isTouched) = probe.At(field.Tensor, place);
                // A unit that sees nothing along one axis sees nothing along the other.
                if (isTouched || seen is null && axes == 2)
                {
                    if (run.Count < found.Phases) run.Clear();
                    continue;
                }
                if (found.Kind == FieldKind.Independent)
                {
                    Assert.True(seen is null, $"{graph.Name}, {field.Tensor}, unit {unit}");
                    continue;
                }
                Assert.True(found.Kind == FieldKind.Window, $"{graph.Name}, {field.Tensor}: {found}");
                var predicted = found.Of(unit);
                var expected = seen is null ? ((long, long)?)null : (seen[axis].First, seen[axis].Last);
                Assert.True(predicted == expected, $"{graph.Name}, {field.Tensor}, axis {axis}, unit {unit}: {predicted} predicted, {expected} found");
                run.Add(expected is { } interval ? ((int)interval.Item1, (int)interval.Item2) : null);
                count++;
                if (run.Count == found.Phases)
                {
                    Whole(graph, found, run, unit - found.Phases + 1);
                    periods++;
                }
            }
        }
        return count;
    }

    // All phases are there: size and centre can be computed from what was found.
    private static void Whole(Graph graph, AxisField field, List<(int First, int Last)?> run, int firstUnit)
    {
        var seen = run.Select((interval, i) => (interval, unit: firstUnit + i)).Where(pair => pair.interval is not null).ToArray();
        Assert.True(field.Size == seen.Max(pair => pair.interval!.Value.Last - pair.interval.Value.First + 1), $"{graph.Name}: size of {field}");
        var mean = seen.Average(pair => (pair.interval!.Value.First + pair.interval.Value.Last) / 2.0 - field.Stride!.Value.ToDouble() * pair.unit);
        Assert.Equal(mean, field.Offset!.Value.ToDouble(), 1e-6);
    }
}
