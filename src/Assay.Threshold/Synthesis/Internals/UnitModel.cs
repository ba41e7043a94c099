using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;
using Google.OrTools.Sat;

namespace Assay.Threshold.Synthesis.Internals;

/// <summary>
/// The unknown weights of a network in a constraint model. They are whole numbers, and a unit is on where its sum is at least 1 and off where it is
/// at most 0; half is added to each bias at the end, so that sums lie half-way on both sides of the threshold 1 and never on it.
/// </summary>
internal sealed class UnitModel
{
    private readonly IntVar[,] _input; // [n, m]
    private readonly IntVar[,] _stateToHidden; // [n, k]
    private readonly IntVar[] _hiddenBias;
    private readonly IntVar[,] _hiddenToState; // [k, n]
    private readonly IntVar[,]? _stateToState; // [k, k]
    private readonly IntVar[] _stateBias;

    public UnitModel(int inputs, int hidden, int state, bool direct, int bound)
    {
        Bound = bound;
        IntVar Weight(string name) => Model.NewIntVar(-bound, bound, name);
        IntVar[,] Weights(int rows, int columns, string name)
        {
            var weights = new IntVar[rows, columns];
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++) weights[i, j] = Weight($"{name}{i},{j}");
            }
            return weights;
        }
        _input = Weights(hidden, inputs, "W");
        _stateToHidden = Weights(hidden, state, "U");
        _hiddenToState = Weights(state, hidden, "V");
        _stateToState = direct ? Weights(state, state, "R") : null;
        // A sum of f weights lies within f·B, so a bias beyond that by one can switch a unit on or off for good, and more changes nothing.
        var most = (long)bound * (inputs + state) + 1;
        _hiddenBias = Enumerable.Range(0, hidden).Select(u => Model.NewIntVar(-most, most, $"b{u}")).ToArray();
        most = (long)bound * (hidden + (direct ? state : 0)) + 1;
        _stateBias = Enumerable.Range(0, state).Select(j => Model.NewIntVar(-most, most, $"c{j}")).ToArray();
    }

    public CpModel Model { get; } = new();

    public int Bound { get; }

    public int Hidden => _hiddenBias.Length;

    public int State => _stateBias.Length;

    /// <summary>One step: from a state's bits and an input to the hidden units' activations, which are returned, and the bits of the next state.</summary>
    /// <param name="bits">The state's bits: literals, or constants where they are known.</param>
    /// <param name="stateProducts">Weight times bit, of the unknown bits, shared by the steps from this state.</param>
    /// <param name="input">The input's bits, the first lowest.</param>
    /// <param name="next">The bits of the next state.</param>
    public BoolVar[] AddStep(CodeBit[] bits, StateProducts stateProducts, ulong input, CodeBit[] next)
    {
        var active = new BoolVar[Hidden];
        for (var u = 0; u < Hidden; u++)
        {
            active[u] = Model.NewBoolVar("");
            var terms = new List<LinearExpr> { _hiddenBias[u] };
            for (var i = 0; i < _input.GetLength(1); i++)
            {
                if ((input >> i & 1) != 0) terms.Add(_input[u, i]);
            }
            for (var j = 0; j < State; j++) AddProduct(terms, stateProducts, bits, j, _stateToHidden[u, j], u);
            Fires(LinearExpr.Sum(terms), new(active[u]));
        }
        for (var j = 0; j < State; j++)
        {
            var terms = new List<LinearExpr> { _stateBias[j] };
            for (var u = 0; u < Hidden; u++) terms.Add(Product(_hiddenToState[j, u], active[u]));
            if (_stateToState is not null)
            {
                for (var i = 0; i < State; i++) AddProduct(terms, stateProducts, bits, i, _stateToState[j, i], Hidden + j);
            }
            Fires(LinearExpr.Sum(terms), next[j]);
        }
        return active;
    }

    /// <summary>
    /// Of each hidden unit and its complement, which does as well with signs turned, only the one that is off in the first step is kept;
    /// and of the orders of the units, only the one in which their activations, read as a number, do not fall.
    /// </summary>
    public void BreakSymmetry(IReadOnlyList<BoolVar[]> steps)
    {
        const int MostBitsOfANumber = 40;
        var most = Math.Min(MostBitsOfANumber, steps.Count);
        for (var u = 0; u < Hidden; u++) Model.Add(steps[0][u] == 0);
        var weights = Enumerable.Range(0, most).Select(i => 1L << i).ToArray();
        for (var u = 1; u < Hidden; u++)
        {
            Model.Add(LinearExpr.WeightedSum(steps.Take(most).Select(step => (LinearExpr)step[u - 1]), weights)
                <= LinearExpr.WeightedSum(steps.Take(most).Select(step => (LinearExpr)step[u]), weights));
        }
    }

    /// <summary>The network of a solution.</summary>
    public ThresholdNetwork Network(CpSolver solver, ulong initial, int outputBits) => new()
    {
        InputWeights = Values(solver, _input),
        StateToHidden = Values(solver, _stateToHidden),
        HiddenBias = _hiddenBias.Select(bias => solver.Value(bias) + Rational.Half).ToArray(),
        HiddenToState = Values(solver, _hiddenToState),
        StateToState = _stateToState is null ? new Rational[State, State] : Values(solver, _stateToState),
        StateBias = _stateBias.Select(bias => solver.Value(bias) + Rational.Half).ToArray(),
        InitialState = initial,
        OutputBits = outputBits,
    };

    private void Fires(LinearExpr sum, CodeBit on)
    {
        if (on.Literal is { } literal)
        {
            Model.Add(sum >= 1).OnlyEnforceIf(literal);
            Model.Add(sum <= 0).OnlyEnforceIf(literal.Not());
        }
        else if (on.Value) Model.Add(sum >= 1);
        else Model.Add(sum <= 0);
    }

    private void AddProduct(List<LinearExpr> terms, StateProducts products, CodeBit[] bits, int bit, IntVar weight, int unit)
    {
        if (bits[bit].Literal is not { } literal)
        {
            if (bits[bit].Value) terms.Add(weight);
            return;
        }
        if (!products.TryGetValue((unit, bit), out var product)) products[(unit, bit)] = product = Product(weight, literal);
        terms.Add(product);
    }

    private IntVar Product(IntVar weight, BoolVar factor)
    {
        var product = Model.NewIntVar(-Bound, Bound, "");
        Model.Add(product == weight).OnlyEnforceIf(factor);
        Model.Add(product == 0).OnlyEnforceIf(factor.Not());
        return product;
    }

    private static Rational[,] Values(CpSolver solver, IntVar[,] weights)
    {
        var values = new Rational[weights.GetLength(0), weights.GetLength(1)];
        for (var i = 0; i < values.GetLength(0); i++)
        {
            for (var j = 0; j < values.GetLength(1); j++) values[i, j] = solver.Value(weights[i, j]);
        }
        return values;
    }
}
