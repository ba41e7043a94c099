using Assay.Threshold.Machines;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Assay.Threshold.Synthesis;
using Assay.Threshold.Synthesis.Internals;
using Google.OrTools.Sat;

namespace Assay.Threshold.Robustness.Internals;

/// <summary>
/// The unknown numbers of a network of a given shape, in whole units of 1/scale, with a room ε that every sum keeps from the threshold: a unit is on where its sum,
/// less ε for each number that acts, is at least the threshold, and off where its sum with them is at most that. A state has one code.
/// </summary>
internal sealed class RoomModel
{
    private readonly RoomShape _shape;
    private readonly MooreMachine _machine;
    private readonly RoomParameter?[,] _input, _stateToHidden, _hiddenToState, _stateToState; // null: no wire
    private readonly RoomParameter[] _hiddenBias, _stateBias;
    private readonly CodeBit[][] _codes;
    private readonly List<BoolVar> _pattern = [];
    private readonly Dictionary<(RoomParameter, int), (IntVar Low, IntVar High)> _products = [];

    public RoomModel(RoomShape shape, MooreMachine machine)
    {
        (_shape, _machine) = (shape, machine);
        Room = Model.NewIntVar(1, shape.Bound * shape.Step, "room");
        _input = Weights(shape.InputWires);
        _stateToHidden = Weights(shape.StateToHiddenWires);
        _hiddenToState = Weights(shape.HiddenToStateWires);
        _stateToState = Weights(shape.StateToStateWires);
        _hiddenBias = [.. Enumerable.Range(0, shape.Hidden).Select(_ => Bias())];
        _stateBias = [.. Enumerable.Range(0, shape.State).Select(_ => Bias())];
        _codes = Codes();
        var steps = new List<BoolVar[]>();
        for (var state = 0; state < machine.States; state++)
        {
            for (var letter = 0; letter < machine.Letters.Count; letter++) steps.Add(AddStep(_codes[state], machine.Letters[letter].Bits, _codes[machine.Next(state, letter)]));
        }
        if (!shape.HasGivenWires) OrderUnits(steps);
    }

    public CpModel Model { get; } = new();

    /// <summary>ε, in units of 1/scale.</summary>
    public IntVar Room { get; }

    /// <summary>What the units do, the codes and the wires of a solution are not to come again.</summary>
    public void Exclude(CpSolver solver) => Model.AddBoolOr(_pattern.Select(literal => solver.BooleanValue(literal) ? literal.Not() : literal));

    public ThresholdNetwork Network(CpSolver solver)
    {
        Rational Value(RoomParameter? parameter) => parameter is null ? 0 : new Rational(solver.Value(parameter.Value) * _shape.Step, _shape.Scale);
        Rational[,] Values(RoomParameter?[,] from)
        {
            var values = new Rational[from.GetLength(0), from.GetLength(1)];
            for (var i = 0; i < values.GetLength(0); i++)
            {
                for (var j = 0; j < values.GetLength(1); j++) values[i, j] = Value(from[i, j]);
            }
            return values;
        }
        var initial = 0UL;
        for (var j = 0; j < _shape.State; j++)
        {
            var bit = _codes[_machine.Initial][j];
            if (bit.Literal is { } literal ? solver.BooleanValue(literal) : bit.Value) initial |= 1UL << j;
        }
        return new()
        {
            InputWeights = Values(_input),
            StateToHidden = Values(_stateToHidden),
            HiddenBias = [.. _hiddenBias.Select(Value)],
            HiddenToState = Values(_hiddenToState),
            StateToState = Values(_stateToState),
            StateBias = [.. _stateBias.Select(Value)],
            InitialState = initial,
            OutputBits = _machine.OutputBits,
        };
    }

    private RoomParameter?[,] Weights(bool[,] wires)
    {
        var weights = new RoomParameter?[wires.GetLength(0), wires.GetLength(1)];
        for (var i = 0; i < weights.GetLength(0); i++)
        {
            for (var j = 0; j < weights.GetLength(1); j++)
            {
                if (wires[i, j]) weights[i, j] = Weight();
            }
        }
        return weights;
    }

    private RoomParameter Weight()
    {
        var value = Model.NewIntVar(-_shape.Bound, _shape.Bound, "");
        if (_shape.RoomOfSum) return new(value, value * _shape.Step, value * _shape.Step);
        // Room is taken by a wire that is there only.
        var wire = Model.NewBoolVar("");
        _pattern.Add(wire);
        var room = Model.NewIntVar(0, _shape.Bound * _shape.Step, "");
        Model.Add(room == Room).OnlyEnforceIf(wire);
        Model.Add(room == 0).OnlyEnforceIf(wire.Not());
        Model.Add(value == 0).OnlyEnforceIf(wire.Not());
        return new(value, value * _shape.Step - room, value * _shape.Step + room);
    }

    private RoomParameter Bias()
    {
        var value = Model.NewIntVar(-_shape.Bound, _shape.Bound, "");
        return new(value, value * _shape.Step - Room, value * _shape.Step + Room);
    }

    private CodeBit[][] Codes()
    {
        var seen = StateCodes.IsReentered(_machine);
        var codes = new CodeBit[_machine.States][];
        for (var state = 0; state < codes.Length; state++)
        {
            codes[state] = new CodeBit[_shape.State];
            for (var j = 0; j < _shape.State; j++)
            {
                codes[state][j] = j < _machine.OutputBits && (state != _machine.Initial || seen) ? (_machine.Output(state) >> j & 1) != 0 : new CodeBit(Literal());
            }
        }
        Model.AddAllDifferent(codes.Select(code => LinearExpr.Sum(code.Select((bit, j) => bit.Literal is { } literal ? LinearExpr.Term(literal, 1L << j) : LinearExpr.Constant(bit.Value ? 1L << j : 0)))));
        return codes;
    }

    private BoolVar[] AddStep(CodeBit[] bits, ulong input, CodeBit[] next)
    {
        var active = new BoolVar[_shape.Hidden];
        for (var u = 0; u < active.Length; u++)
        {
            active[u] = Literal();
            var sum = new RoomSum(_hiddenBias[u]);
            for (var i = 0; i < _machine.InputBits; i++)
            {
                if ((input >> i & 1) != 0) Add(sum, _input[u, i], true);
            }
            for (var j = 0; j < _shape.State; j++) Add(sum, _stateToHidden[u, j], bits[j]);
            Fires(sum, new(active[u]));
        }
        for (var j = 0; j < _shape.State; j++)
        {
            var sum = new RoomSum(_stateBias[j]);
            for (var u = 0; u < active.Length; u++) Add(sum, _hiddenToState[j, u], new(active[u]));
            for (var i = 0; i < _shape.State; i++) Add(sum, _stateToState[j, i], bits[i]);
            Fires(sum, next[j]);
        }
        return active;
    }

    private void Add(RoomSum sum, RoomParameter? parameter, CodeBit bit)
    {
        if (parameter is null) return;
        if (bit.Literal is not { } literal)
        {
            if (bit.Value) sum.Add(parameter.Low, parameter.High);
            return;
        }
        if (!_products.TryGetValue((parameter, literal.GetIndex()), out var product))
        {
            var most = 2 * _shape.Bound * _shape.Step;
            product = (Model.NewIntVar(-most, most, ""), Model.NewIntVar(-most, most, ""));
            Model.Add(product.Low == parameter.Low).OnlyEnforceIf(literal);
            Model.Add(product.High == parameter.High).OnlyEnforceIf(literal);
            Model.Add(product.Low == 0).OnlyEnforceIf(literal.Not());
            Model.Add(product.High == 0).OnlyEnforceIf(literal.Not());
            _products[(parameter, literal.GetIndex())] = product;
        }
        sum.Add(product.Low, product.High);
    }

    private void Fires(RoomSum sum, CodeBit on)
    {
        if (on.Literal is { } literal)
        {
            Model.Add(sum.Low >= _shape.Scale).OnlyEnforceIf(literal);
            Model.Add(sum.High <= _shape.Scale).OnlyEnforceIf(literal.Not());
        }
        else if (on.Value) Model.Add(sum.Low >= _shape.Scale);
        else Model.Add(sum.High <= _shape.Scale);
    }

    // Of the orders of the hidden units only one: their activations, read as a number, do not fall.
    private void OrderUnits(List<BoolVar[]> steps)
    {
        const int MostBitsOfANumber = 40;
        var most = Math.Min(MostBitsOfANumber, steps.Count);
        var weights = Enumerable.Range(0, most).Select(i => 1L << i).ToArray();
        for (var u = 1; u < _shape.Hidden; u++)
        {
            Model.Add(LinearExpr.WeightedSum(steps.Take(most).Select(step => (LinearExpr)step[u - 1]), weights)
                <= LinearExpr.WeightedSum(steps.Take(most).Select(step => (LinearExpr)step[u]), weights));
        }
    }

    private BoolVar Literal()
    {
        var literal = Model.NewBoolVar("");
        _pattern.Add(literal);
        return literal;
    }
}
