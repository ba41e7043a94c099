using Assay.Architecture.Graphs;

namespace Assay.Architecture.Tests.ReceptiveFields;

/// <summary>
/// Which elements of the input can change each unit, element by element from what the operators are defined to read. A unit is touched
/// by a border if padding, or a place that was moved back into an image, took part in it. Channels are seen together.
/// </summary>
internal sealed class DependencyProbe
{
    private readonly Dictionary<string, Units> _units = new(StringComparer.Ordinal);
    private readonly int[] _input;

    public DependencyProbe(Graph graph)
    {
        _input = Sizes(graph.Inputs[0]);
        _units[graph.Inputs[0].Name] = Image(_input);
        foreach (var node in graph.Nodes) _units[node.Outputs[0].Name] = Follow(node);
    }

    /// <summary>First and last element that a unit sees along each axis; null where it sees none. Second: whether a border took part.</summary>
    public ((int First, int Last)[]? Seen, bool IsTouched) At(GraphTensor tensor, params int[] place)
    {
        var units = _units[tensor.Name];
        var index = Flat(units.Sizes, place);
        if (units.Seen[index] is not { } seen) return (null, units.Touched[index]);
        var hull = new (int First, int Last)[_input.Length];
        Array.Fill(hull, (int.MaxValue, -1));
        for (var element = 0; element < _input.Aggregate((a, b) => a * b); element++)
        {
            if ((seen[element >> 6] >> (element & 63) & 1) == 0) continue;
            var rest = element;
            for (var axis = _input.Length - 1; axis >= 0; axis--)
            {
                var at = rest % _input[axis];
                rest /= _input[axis];
                hull[axis] = (Math.Min(hull[axis].First, at), Math.Max(hull[axis].Last, at));
            }
        }
        return (hull, units.Touched[index]);
    }

    private sealed record Units(int[] Sizes, ulong[]?[] Seen, bool[] Touched);

    private static int[] Sizes(GraphTensor tensor)
    {
        Assert.True(tensor.Shape!.TryGetSizes(out var sizes));
        return [.. sizes.Skip(2).Select(size => (int)size)];
    }

    private static int Flat(int[] sizes, int[] place)
    {
        var index = 0;
        for (var axis = 0; axis < sizes.Length; axis++) index = index * sizes[axis] + place[axis];
        return index;
    }

    private static Units Image(int[] sizes)
    {
        var count = sizes.Aggregate((a, b) => a * b);
        var seen = new ulong[]?[count];
        for (var i = 0; i < count; i++) (seen[i] = new ulong[(count + 63) / 64])![i >> 6] |= 1UL << (i & 63);
        return new(sizes, seen, new bool[count]);
    }

    private Units Follow(GraphNode node)
    {
        var sizes = Sizes(node.Outputs[0]);
        var taken = node.Inputs.OfType<GraphTensor>().Where(tensor => _units.ContainsKey(tensor.Name)).Select(tensor => _units[tensor.Name]).ToArray();
        Units? result = null;
        foreach (var input in taken)
        {
            var part = Read(input, sizes, (axis, unit) => Places(node, axis, unit, input.Sizes[axis], sizes[axis]));
            if (result is null) result = part;
            else
                for (var i = 0; i < part.Seen.Length; i++)
                {
                    result.Touched[i] |= part.Touched[i];
                    result.Seen[i] = Together(result.Seen[i], part.Seen[i]);
                }
        }
        return result!;
    }

    private static ulong[]? Together(ulong[]? a, ulong[]? b)
    {
        if (a is null || b is null) return a ?? b;
        var both = new ulong[a.Length];
        for (var i = 0; i < both.Length; i++) both[i] = a[i] | b[i];
        return both;
    }

    private static Units Read(Units input, int[] sizes, Func<int, int, IEnumerable<int>> places)
    {
        var reads = sizes.Select((size, axis) => Enumerable.Range(0, size).Select(unit => places(axis, unit).ToArray()).ToArray()).ToArray();
        var count = sizes.Aggregate((a, b) => a * b);
        var result = new Units(sizes, new ulong[]?[count], new bool[count]);
        for (var i = 0; i < count; i++)
        {
            var (column, row) = sizes.Length == 1 ? (null, reads[0][i]) : (reads[1][i % sizes[1]], reads[0][i / sizes[1]]);
            ulong[]? seen = null;
            var inside = input.Sizes;
            foreach (var y in row)
                foreach (var x in column ?? [0])
                {
                    var isInside = y >= 0 && y < inside[0] && (column is null || x >= 0 && x < inside[1]);
                    if (!isInside)
                    {
                        result.Touched[i] = true;
                        continue;
                    }
                    var source = column is null ? y : y * inside[1] + x;
                    result.Touched[i] |= input.Touched[source];
                    if (input.Seen[source] is not { } more) continue;
                    seen ??= new ulong[more.Length];
                    for (var word = 0; word < seen.Length; word++) seen[word] |= more[word];
                }
            result.Seen[i] = seen;
        }
        return result;
    }

    // Places along one axis that a unit reads; those outside of the image are its border.
    private static IEnumerable<int> Places(GraphNode node, int axis, int unit, int size, int result)
    {
        switch (node.Operator)
        {
            case "Relu" or "Add" or "Concat" or "BatchNormalization":
                return [unit];
            case "Conv" or "MaxPool" or "AveragePool":
                {
                    var (kernel, stride, dilation) = Window(node, axis);
                    var before = Before(node, axis, Math.Max((result - 1) * stride + (kernel - 1) * dilation + 1 - size, 0));
                    return Enumerable.Range(0, kernel).Select(j => unit * stride - before + j * dilation);
                }
            case "ConvTranspose":
                {
                    // Element i adds to the units i·stride + j·dilation − before.
                    var (kernel, stride, dilation) = Window(node, axis);
                    var extra = node.GetInts("output_padding") is { } given ? (int)given[axis] : 0;
                    var before = Before(node, axis, Math.Max((size - 1) * stride + (kernel - 1) * dilation + 1 + extra - result, 0), transposed: true);
                    return Enumerable.Range(-99, size + 198).Where(i => Enumerable.Range(0, kernel).Any(j => i * stride + j * dilation - before == unit));
                }
            case "Pad":
                Assert.True(node.Inputs[1]!.Constant!.TryGetInt64(out var pads));
                return [unit - (int)pads[axis + 2]];
            case "Slice":
                {
                    Assert.True(node.Inputs[1]!.Constant!.TryGetInt64(out var starts) & node.Inputs[4]!.Constant!.TryGetInt64(out var steps));
                    return [(int)(starts[axis] + unit * steps[axis] + (starts[axis] < 0 ? size : 0))];
                }
            case "SpaceToDepth":
                return Enumerable.Range((int)node.GetInt("blocksize") * unit, (int)node.GetInt("blocksize"));
            case "DepthToSpace":
                return [unit / (int)node.GetInt("blocksize")];
            case "Resize" or "Upsample":
                return Resized(node, axis, unit, size, result);
            default:
                throw new InvalidOperationException(node.Operator);
        }
    }

    private static (int Kernel, int Stride, int Dilation) Window(GraphNode node, int axis)
    {
        var kernel = (int?)node.GetInts("kernel_shape")?[axis] ?? throw new InvalidOperationException("kernel_shape");
        return (kernel, (int)(node.GetInts("strides")?[axis] ?? 1), (int)(node.GetInts("dilations")?[axis] ?? 1));
    }

    private static int Before(GraphNode node, int axis, int total, bool transposed = false) => node.GetString("auto_pad", "NOTSET") switch
    {
        "SAME_UPPER" => total / 2,
        "SAME_LOWER" => total - total / 2,
        _ when transposed && node.GetInts("output_shape") is not null => total - total / 2,
        _ => (int)(node.GetInts("pads")?[axis] ?? 0),
    };

    // Place = n/d in whole numbers, with the formulas of the standard.
    private static IEnumerable<int> Resized(GraphNode node, int axis, int unit, int size, int result)
    {
        var legacy = node.Operator == "Upsample";
        var scales = legacy ? node.Inputs[1] : node.Inputs[2];
        // A scale of s/6 is exact in whole numbers.
        var (up, down) = (result, size);
        if (scales is not null)
        {
            Assert.True(scales.Constant!.TryGetSingles(out var given));
            (up, down) = ((int)Math.Round(given[axis + 2] * 6), 6);
        }
        var coordinates = legacy ? "asymmetric" : node.GetString("coordinate_transformation_mode", "half_pixel");
        var (n, d) = coordinates switch
        {
            "asymmetric" => (unit * down, up),
            "align_corners" => result == 1 ? (0, 1) : (unit * (size - 1), result - 1),
            "pytorch_half_pixel" when result == 1 => (0, 1),
            "tf_half_pixel_for_nn" => ((2 * unit + 1) * down, 2 * up),
            // center = size/2; offset = center·(1 − result/(scale·size)); with everything over 2·up
            "half_pixel_symmetric" => ((2 * unit + 1) * down - up + (size * up - result * down), 2 * up),
            _ => ((2 * unit + 1) * down - up, 2 * up),
        };
        var mode = node.GetString("mode", "nearest");
        if (mode == "nearest")
        {
            return [legacy ? down > up ? Ceiling(n, d) : Floor(n, d) : node.GetString("nearest_mode", "round_prefer_floor") switch
            {
                "floor" => Floor(n, d),
                "ceil" => Ceiling(n, d),
                "round_prefer_ceil" => Floor(2 * n + d, 2 * d),
                _ => Ceiling(2 * n - d, 2 * d),
            }];
        }
        // An element i has a weight other than 0 where |i − n/d| is less than the reach, and at the place itself.
        var reach = mode == "cubic" ? 2 : 1;
        var (wide, over) = (reach, 1);
        if (node.GetInt("antialias") != 0 && Shrinks()) (wide, over) = coordinates == "align_corners" ? (reach * (size - 1), result - 1) : (reach * down, up);
        if (wide == reach && over == 1 && n % d == 0) return [n / d];
        return Enumerable.Range(-99, size + 198).Where(i => Math.Abs((long)i * d - n) * over < (long)wide * d);

        bool Shrinks() => coordinates == "align_corners" ? size > result : down > up;
    }

    private static int Floor(int n, int d) => (int)Math.Floor((decimal)n / d);

    private static int Ceiling(int n, int d) => (int)Math.Ceiling((decimal)n / d);
}
