using Assay.Core.Errors;
using Assay.Threshold.Networks;
using Assay.Threshold.Numbers;

namespace Assay.Threshold.Parameters;

/// <summary>
/// A network as its list of numbers, a unit's together: of hidden unit u the row of W, the row of U and b; of state unit j the row of V, the row of R, c,
/// and c0 where the first step has a bias of its own.
/// </summary>
public sealed class NetworkParameters
{
    /// <summary>The most numbers of one unit.</summary>
    public const int MostOfUnit = 64;

    private readonly int[] _start; // of each unit, and the end

    /// <summary>Lists a network.</summary>
    /// <exception cref="InputException">The network's parts do not fit each other, or a unit has more than 64 numbers.</exception>
    public NetworkParameters(ThresholdNetwork network)
    {
        network.Validate();
        Network = network;
        var (m, n, k) = (network.InputBits, network.HiddenUnits, network.StateBits);
        var most = Math.Max(n == 0 ? 0 : m + k + 1, n + k + 2);
        if (most > MostOfUnit) throw new InputException($"A unit of this network has {most} parameters; up to {MostOfUnit} can be looked at one by one.");
        var all = new List<NetworkParameter>();
        var start = new List<int>();
        for (var u = 0; u < n; u++)
        {
            start.Add(all.Count);
            for (var i = 0; i < m; i++) all.Add(new($"W[{u + 1},{i + 1}]", u, false, network.InputWeights[u, i]));
            for (var j = 0; j < k; j++) all.Add(new($"U[{u + 1},{j + 1}]", u, false, network.StateToHidden[u, j]));
            all.Add(new($"b[{u + 1}]", u, true, network.HiddenBias[u]));
        }
        for (var j = 0; j < k; j++)
        {
            start.Add(all.Count);
            for (var u = 0; u < n; u++) all.Add(new($"V[{j + 1},{u + 1}]", n + j, false, network.HiddenToState[j, u]));
            for (var i = 0; i < k; i++) all.Add(new($"R[{j + 1},{i + 1}]", n + j, false, network.StateToState[j, i]));
            all.Add(new($"c[{j + 1}]", n + j, true, network.StateBias[j]));
            if (network.FirstStateBias is { } first) all.Add(new($"c0[{j + 1}]", n + j, true, first[j]));
        }
        start.Add(all.Count);
        (All, _start) = (all, [.. start]);
    }

    /// <summary>The network.</summary>
    public ThresholdNetwork Network { get; }

    /// <summary>Every number.</summary>
    public IReadOnlyList<NetworkParameter> All { get; }

    /// <summary>Hidden and state units.</summary>
    public int Units => _start.Length - 1;

    /// <summary>The places of a unit's numbers in <see cref="All"/>.</summary>
    public Range Of(int unit) => _start[unit].._start[unit + 1];

    /// <summary>The place of a number by its name.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public int Find(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name) return i;
        }
        throw new InputException($"The network has no parameter {name}; its parameters are {string.Join(", ", All.Take(40).Select(parameter => parameter.Name))}{(All.Count > 40 ? ", …" : "")}.");
    }

    /// <summary>A network of the same shape with other numbers.</summary>
    /// <param name="values">All of them, in the order of <see cref="All"/>.</param>
    /// <exception cref="ArgumentException">There are too few or too many.</exception>
    public ThresholdNetwork With(IReadOnlyList<Rational> values)
    {
        if (values.Count != All.Count) throw new ArgumentException($"{values.Count} values for {All.Count} parameters.", nameof(values));
        var (m, n, k) = (Network.InputBits, Network.HiddenUnits, Network.StateBits);
        var at = 0;
        void Row(Rational[,] matrix, int row)
        {
            for (var i = 0; i < matrix.GetLength(1); i++) matrix[row, i] = values[at++];
        }
        Rational[,] w = new Rational[n, m], u = new Rational[n, k], v = new Rational[k, n], r = new Rational[k, k];
        var (b, c, first) = (new Rational[n], new Rational[k], Network.FirstStateBias is null ? null : new Rational[k]);
        for (var i = 0; i < n; i++)
        {
            Row(w, i);
            Row(u, i);
            b[i] = values[at++];
        }
        for (var j = 0; j < k; j++)
        {
            Row(v, j);
            Row(r, j);
            c[j] = values[at++];
            if (first is not null) first[j] = values[at++];
        }
        return new()
        {
            InputWeights = w,
            StateToHidden = u,
            HiddenBias = b,
            HiddenToState = v,
            StateToState = r,
            StateBias = c,
            FirstStateBias = first,
            InitialState = Network.InitialState,
            OutputBits = Network.OutputBits,
        };
    }
}
