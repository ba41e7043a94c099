namespace Assay.Expression.Evaluation.Internals;

/// <summary>Figures of predicted probabilities, for any weighting of the samples.</summary>
internal sealed class ProbabilityMetrics
{
    private const int Bins = 10;

    private readonly double[] _probabilities;
    private readonly bool[] _positive;
    private readonly int[] _order; // descending

    public ProbabilityMetrics(double[] probabilities, bool[] positive)
    {
        (_probabilities, _positive) = (probabilities, positive);
        _order = [.. Enumerable.Range(0, positive.Length)];
        Array.Sort(_order, (a, b) => probabilities[b] != probabilities[a] ? probabilities[b].CompareTo(probabilities[a]) : a.CompareTo(b));
    }

    /// <summary>Average precision; samples of one probability enter together.</summary>
    public double AveragePrecision(double[] weights)
    {
        var all = 0.0;
        for (var i = 0; i < weights.Length; i++)
            if (_positive[i]) all += weights[i];
        var (found, seen, sum) = (0.0, 0.0, 0.0);
        for (int start = 0, end; start < _order.Length; start = end)
        {
            var gained = 0.0;
            for (end = start; end < _order.Length && _probabilities[_order[end]] == _probabilities[_order[start]]; end++)
            {
                seen += weights[_order[end]];
                if (_positive[_order[end]]) gained += weights[_order[end]];
            }
            found += gained;
            if (gained > 0) sum += gained * found / seen;
        }
        return sum / all;
    }

    /// <summary>Matthews' correlation and balanced accuracy at one half, and Brier's score.</summary>
    public (double Mcc, double BalancedAccuracy, double Brier) AtHalf(double[] weights)
    {
        var (tp, fp, tn, fn, brier, all) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var (weight, says) = (weights[i], _probabilities[i] >= 0.5);
            if (says && _positive[i]) tp += weight;
            else if (says) fp += weight;
            else if (_positive[i]) fn += weight;
            else tn += weight;
            var error = _probabilities[i] - (_positive[i] ? 1 : 0);
            brier += weight * error * error;
            all += weight;
        }
        var product = Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
        return (product == 0 ? 0 : (tp * tn - fp * fn) / product, (tp / (tp + fn) + tn / (tn + fp)) / 2, brier / all);
    }

    /// <summary>Mean distance between the probability said and the share found, over ten bins of equal width.</summary>
    public double CalibrationError()
    {
        var (said, found, count) = (new double[Bins], new double[Bins], new double[Bins]);
        for (var i = 0; i < _positive.Length; i++)
        {
            var bin = Math.Min(Bins - 1, (int)(_probabilities[i] * Bins));
            said[bin] += _probabilities[i];
            found[bin] += _positive[i] ? 1 : 0;
            count[bin]++;
        }
        return Enumerable.Range(0, Bins).Sum(bin => Math.Abs(said[bin] - found[bin])) / _positive.Length;
    }
}
