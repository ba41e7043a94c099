using System.Buffers.Binary;
using System.Numerics;
using Assay.Architecture.Graphs;
using Assay.Core.Errors;
using Assay.Threshold.Networks;
using Assay.Threshold.Networks.Internals;

namespace Assay.Threshold.Exports.Internals;

/// <summary>
/// A network as a graph of standard operators: a scan over time whose step is products with matrices of whole numbers, sums, comparisons and casts.
/// Whole numbers below 2²⁴ (2⁵³ in double precision) and their sums are exact in any order, so every runtime gives the same bits.
/// </summary>
internal sealed class OnnxGraphs
{
    private static readonly BigInteger _mostOfSingles = BigInteger.One << 24;
    private static readonly BigInteger _mostOfDoubles = BigInteger.One << 53;

    private readonly ThresholdNetwork _network;
    private readonly WholeUnits _units;
    private readonly TensorType _type;

    private OnnxGraphs(ThresholdNetwork network)
    {
        _network = network;
        _units = WholeUnits.Of(network);
        var most = _units.Hidden.Concat(_units.State).Max(row => row.Aggregate(BigInteger.Zero, (sum, value) => sum + BigInteger.Abs(value)));
        if (most > _mostOfDoubles)
            throw new InputException($"With parameters as whole numbers the sums of a unit reach {most}, but numbers above {_mostOfDoubles} (2^53) are not exact in ONNX; export to C99, C# or a table.");
        _type = most > _mostOfSingles ? TensorType.Float64 : TensorType.Float32;
    }

    /// <summary>The network: inputs [steps, sequences, m] to outputs [steps, sequences, p] and the final state [sequences, k].</summary>
    public static Graph Of(ThresholdNetwork network) => new OnnxGraphs(network).Network();

    private Graph Network()
    {
        var (m, k, p) = (_network.InputBits, _network.StateBits, _network.OutputBits);
        var net = new GraphBuilder("threshold_network");
        net.Metadata["producer_name"] = "Assay";
        net.Metadata["doc_string"] = "A recurrent network of hard-limit units. Inputs and outputs are 0 or 1; a final state is the initial state of what follows, with is_first = 0 where that is an input.";
        var inputs = net.Input("inputs", "steps", "sequences", m);
        var initial = net.OptionalInput("initial_state", Matrix(TensorType.Float32, 1, k, (_, j) => _network.InitialState >> j & 1), new TensorShape("states", k)); // [1 or sequences, k]
        var sequences = net.Node("Slice", [net.Node("Shape", [inputs]), Numbers(net, "one", 1), Numbers(net, "two", 2)]); // [1]
        var shape = net.Node("Concat", [sequences, Numbers(net, "state_bits", k)], new Dictionary<string, object> { ["axis"] = 0L });
        List<GraphTensor> states = [Cast(net, net.Node("Expand", [initial, shape]), _type)];              // [sequences, k]
        if (_network.FirstStateBias is not null)
            states.Add(Cast(net, net.OptionalInput("is_first", TensorConstant.Fill(TensorType.Float32, TensorShape.Of(1), 1)), _type)); // [1]
        var results = net.Scan(Step(), states, [inputs], "network");
        net.Output(Cast(net, results[^1], TensorType.Float32, "outputs"));                                // [steps, sequences, p]
        net.Output(Cast(net, results[0], TensorType.Float32, "final_state"));                             // [sequences, k]
        return net.Build();
    }

    private Graph Step()
    {
        var (m, n, k) = (_network.InputBits, _network.HiddenUnits, _network.StateBits);
        var net = new GraphBuilder("step");
        var state = net.Input("state", _type, new TensorShape("sequences", k));
        var isFirst = _network.FirstStateBias is null ? null : net.Input("first", _type, TensorShape.Of(1));
        var x = Cast(net, net.Input("input", TensorType.Float32, new TensorShape("sequences", m)), _type); // [sequences, m]
        var sum = net.Node("MatMul", [state, Weights(net, "state_to_state", _units.State, n, k)]);         // [sequences, k]
        if (n > 0)
        {
            var activation = net.Node("MatMul", [state, Weights(net, "state_to_hidden", _units.Hidden, m, k)]);   // [sequences, n]
            if (m > 0) activation = net.Node("Add", [activation, net.Node("MatMul", [x, Weights(net, "input_to_hidden", _units.Hidden, 0, m)])]);
            var hidden = Cast(net, net.Node("Greater", [activation, Bounds(net, "hidden_bounds", _units.Hidden.Select(row => row[^1]))]), _type);
            sum = net.Node("Add", [sum, net.Node("MatMul", [hidden, Weights(net, "hidden_to_state", _units.State, 0, n)])]);
        }
        var bounds = Bounds(net, "state_bounds", _units.State.Select(row => row[n + k])); // [k]
        if (isFirst is not null)
            bounds = net.Node("Add", [bounds, net.Node("Mul", [isFirst, Bounds(net, "first_change", _units.State.Select(row => row[n + k + 1] - row[n + k]))])]);
        var next = Cast(net, net.Node("Greater", [sum, bounds]), _type, "next_state"); // [sequences, k]
        net.Output(next);
        if (isFirst is not null) net.Output(net.Node("Sub", [isFirst, isFirst], nodeName: "later"));
        net.Output(net.Node("Slice", [next, Numbers(net, "zero", 0), Numbers(net, "output_bits", _network.OutputBits), Numbers(net, "axis", 1)], nodeName: "output")); // [sequences, p]
        return net.Build();
    }

    // The columns of some rows, transposed: [count, units].
    private GraphTensor Weights(GraphBuilder net, string name, BigInteger[][] rows, int start, int count) =>
        net.Constant(name, Matrix(_type, count, rows.Length, (i, unit) => (double)rows[unit][start + i]));

    private GraphTensor Bounds(GraphBuilder net, string name, IEnumerable<BigInteger> values)
    {
        var bounds = values.ToArray();
        return net.Constant(name, Matrix(_type, 1, bounds.Length, (_, unit) => (double)bounds[unit]).Reshaped(TensorShape.Of(bounds.Length)));
    }

    private static GraphTensor Numbers(GraphBuilder net, string name, long value) => net.Constant(name, TensorConstant.FromInt64(value));

    private static GraphTensor Cast(GraphBuilder net, GraphTensor tensor, TensorType type, string? name = null) =>
        net.Node("Cast", [tensor], new Dictionary<string, object> { ["to"] = (long)type }, name);

    private static TensorConstant Matrix(TensorType type, int rows, int columns, Func<int, int, double> value)
    {
        var size = type == TensorType.Float64 ? sizeof(double) : sizeof(float);
        var bytes = new byte[checked(rows * columns * size)];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var place = bytes.AsSpan((i * columns + j) * size);
                if (type == TensorType.Float64) BinaryPrimitives.WriteDoubleLittleEndian(place, value(i, j));
                else BinaryPrimitives.WriteSingleLittleEndian(place, (float)value(i, j));
            }
        }
        return TensorConstant.FromBytes(type, TensorShape.Of(rows, columns), bytes);
    }
}
