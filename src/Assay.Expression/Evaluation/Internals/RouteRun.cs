using Assay.Expression.Evaluation.Routes;

namespace Assay.Expression.Evaluation.Internals;

/// <summary>One route on its way through the folds.</summary>
internal sealed class RouteRun
{
    private readonly FeatureRoute _route;
    private readonly bool[] _positive;
    private readonly double[][] _probabilities; // [repeats][samples]
    private readonly PairTable _pairs;
    private readonly PairTable[] _permuted;

    public RouteRun(FeatureRoute route, bool[] positive, EvaluationOptions options)
    {
        (_route, _positive, _pairs) = (route, positive, new PairTable(positive));
        _probabilities = [.. Enumerable.Range(0, options.Repeats).Select(_ => new double[positive.Length])];
        _permuted = new PairTable[options.Permutations];
    }

    public void Test(FoldData data, int repeat, bool[] positive, bool[][] permuted, ulong seed, CancellationToken cancellation)
    {
        var isTested = new bool[positive.Length];
        foreach (var sample in data.Fold.Test) isTested[sample] = true;
        var features = Features(data, positive, seed, cancellation);
        _pairs.Add(isTested, Score(data, features, positive, seed, _probabilities[repeat]));
        for (var i = 0; i < permuted.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var labels = permuted[i];
            _permuted[i] ??= new PairTable(labels);
            var training = data.Fold.Train.Select(sample => labels[sample]).ToArray();
            if (training.All(label => label) || training.All(label => !label)) continue;
            _permuted[i].Add(isTested, Score(data, _route.UsesLabels ? Features(data, labels, seed, cancellation) : features, labels, seed, new double[positive.Length]));
        }
    }

    public double Area(double[] weights) => _pairs.Area(weights);

    public RouteResult Result(double[][] weights)
    {
        var ones = Enumerable.Repeat(1.0, _positive.Length).ToArray();
        var repeats = _probabilities.Select(probabilities => new ProbabilityMetrics(probabilities, _positive)).ToArray();
        var drawn = new (double Area, double Precision, double Mcc, double Accuracy, double Brier)[weights.Length];
        Parallel.For(0, weights.Length, draw => drawn[draw] = All(weights[draw]));
        var real = All(ones);
        var area = Bootstrap.Of(real.Area, [.. drawn.Select(values => values.Area)]);
        var (low, high) = AreaInterval.Of(real.Area, _pairs.Positives, _pairs.Negatives);
        var nulls = _permuted.Where(table => table is not null).Select(table => table.Area(ones)).Where(double.IsFinite).ToArray();
        return new RouteResult
        {
            Route = _route.Name,
            Auroc = new Interval(area.Estimate, Math.Min(area.Low, low), Math.Max(area.High, high)), // the wider of both, each too narrow somewhere
            Auprc = Bootstrap.Of(real.Precision, [.. drawn.Select(values => values.Precision)]),
            Mcc = Bootstrap.Of(real.Mcc, [.. drawn.Select(values => values.Mcc)]),
            BalancedAccuracy = Bootstrap.Of(real.Accuracy, [.. drawn.Select(values => values.Accuracy)]),
            Brier = Bootstrap.Of(real.Brier, [.. drawn.Select(values => values.Brier)]),
            CalibrationError = repeats.Average(metrics => metrics.CalibrationError()),
            Probabilities = [.. _probabilities.Select(probabilities => System.Collections.Immutable.ImmutableArray.Create(probabilities))],
            PermutedAuroc = nulls.Length == 0 ? double.NaN : nulls.Average(),
            PermutedRange = nulls.Length == 0 ? (double.NaN, double.NaN) : (nulls.Min(), nulls.Max()),
        };

        (double Area, double Precision, double Mcc, double Accuracy, double Brier) All(double[] counts)
        {
            var (precision, mcc, accuracy, brier) = (0.0, 0.0, 0.0, 0.0);
            foreach (var metrics in repeats)
            {
                var half = metrics.AtHalf(counts);
                precision += metrics.AveragePrecision(counts) / repeats.Length;
                mcc += half.Mcc / repeats.Length;
                accuracy += half.BalancedAccuracy / repeats.Length;
                brier += half.Brier / repeats.Length;
            }
            return (_pairs.Area(counts), precision, mcc, accuracy, brier);
        }
    }

    private (FeatureTable Train, FeatureTable Test) Features(FoldData data, bool[] positive, ulong seed, CancellationToken cancellation)
    {
        var features = _route.Fit(data.Training, [.. data.Fold.Train.Select(sample => positive[sample])], seed, cancellation);
        var (train, test) = (features(data.Training.Profiles), features(data.Test));
        if (!_route.Standardises) return (train, test);
        var (mean, deviation) = train.Moments();
        return (train.Standardised(mean, deviation), test.Standardised(mean, deviation));
    }

    // Scores of the tested samples, [samples]; their probabilities go where they belong.
    private static double[] Score(FoldData data, (FeatureTable Train, FeatureTable Test) features, bool[] positive, ulong seed, double[] probabilities)
    {
        var classifier = LogisticRegression.FitWithBestPenalty(features.Train, [.. data.Fold.Train.Select(sample => positive[sample])], seed, data.TrainingGroups);
        var scores = new double[positive.Length];
        for (var i = 0; i < data.Fold.Test.Length; i++)
        {
            scores[data.Fold.Test[i]] = classifier.Decision(features.Test.Row(i));
            probabilities[data.Fold.Test[i]] = classifier.Probability(features.Test.Row(i));
        }
        return scores;
    }
}
