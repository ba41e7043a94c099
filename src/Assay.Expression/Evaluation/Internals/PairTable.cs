namespace Assay.Expression.Evaluation.Internals;

/// <summary>
/// For every pair of a positive and a negative sample, in how many test folds they were together and in how many of those they were ranked right (a tie is a
/// half). Samples of different folds were scored by different classifiers and are not compared: under permuted labels that would push the
/// area below one half. With the table, the area for any weighting of the samples is one product.
/// </summary>
internal sealed class PairTable
{
    private readonly int[] _positives, _negatives;
    private readonly float[] _right, _together; // [positives, negatives]

    public PairTable(bool[] positive)
    {
        _positives = [.. Enumerable.Range(0, positive.Length).Where(sample => positive[sample])];
        _negatives = [.. Enumerable.Range(0, positive.Length).Where(sample => !positive[sample])];
        _right = new float[_positives.Length * _negatives.Length];
        _together = new float[_right.Length];
    }

    public int Positives => _positives.Length;

    public int Negatives => _negatives.Length;

    /// <param name="isTested">[samples].</param>
    /// <param name="scores">[samples], of those tested.</param>
    public void Add(bool[] isTested, double[] scores)
    {
        for (var i = 0; i < _positives.Length; i++)
        {
            if (!isTested[_positives[i]]) continue;
            var score = scores[_positives[i]];
            for (var j = 0; j < _negatives.Length; j++)
            {
                if (!isTested[_negatives[j]]) continue;
                var other = scores[_negatives[j]];
                _together[i * _negatives.Length + j]++;
                _right[i * _negatives.Length + j] += score > other ? 1 : score == other ? 0.5f : 0;
            }
        }
    }

    /// <summary>The area where each sample counts so often; not a number where no pair is left.</summary>
    public double Area(double[] weights)
    {
        var (right, together) = (0.0, 0.0);
        for (var i = 0; i < _positives.Length; i++)
        {
            var weight = weights[_positives[i]];
            if (weight == 0) continue;
            var (rowRight, rowTogether) = (0.0, 0.0);
            for (var j = 0; j < _negatives.Length; j++)
            {
                rowRight += weights[_negatives[j]] * _right[i * _negatives.Length + j];
                rowTogether += weights[_negatives[j]] * _together[i * _negatives.Length + j];
            }
            right += weight * rowRight;
            together += weight * rowTogether;
        }
        return right / together;
    }
}
