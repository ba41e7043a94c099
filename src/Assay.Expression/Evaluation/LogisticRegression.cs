using Assay.Core.Randomness;
using Assay.Expression.Evaluation.Internals;
using Assay.Expression.Labels;
using Assay.Expression.Splits;

namespace Assay.Expression.Evaluation;

/// <summary>
/// Logistic regression with an L2 penalty: log P(y|x)/P(¬y|x) = w·x + b, minimising Σ loss + λ/2·‖w‖² by Newton's method (Hastie, Tibshirani and Friedman 2009,
/// section 4.4); the intercept is not penalised.
/// </summary>
public sealed class LogisticRegression
{
    private const int MostSteps = 50;
    private const double Tolerance = 1e-8;
    private const int InnerFolds = 5;

    // From hardly any penalty to almost a constant, for features of variance 1.
    private static readonly double[] Penalties = [0.01, 0.1, 1, 10, 100, 1000];

    private LogisticRegression(double[] weights, double intercept, double penalty) => (Weights, Intercept, Penalty) = (weights, intercept, penalty);

    /// <summary>w, [features].</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>b.</summary>
    public double Intercept { get; }

    /// <summary>λ.</summary>
    public double Penalty { get; }

    /// <summary>Fits with a given penalty.</summary>
    /// <param name="features">[n, k].</param>
    /// <param name="positive">[n].</param>
    /// <param name="penalty">λ, positive.</param>
    public static LogisticRegression Fit(FeatureTable features, ReadOnlySpan<bool> positive, double penalty)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        if (positive.Length != features.Rows) throw new ArgumentException($"{positive.Length} labels for {features.Rows} rows.", nameof(positive));
        var (rows, width) = (features.Rows, features.Columns);
        var parameters = new double[width + 1]; // the last is the intercept
        var loss = double.PositiveInfinity;
        var (gradient, curvature) = (new double[width + 1], new double[rows]);
        for (var step = 0; step < MostSteps; step++)
        {
            Array.Clear(gradient);
            for (var row = 0; row < rows; row++)
            {
                var x = features.Row(row);
                var probability = Sigmoid(Dot(parameters, x) + parameters[width]);
                var error = probability - (positive[row] ? 1 : 0);
                curvature[row] = Math.Max(probability * (1 - probability), 1e-10);
                for (var i = 0; i < width; i++) gradient[i] += error * x[i];
                gradient[width] += error;
            }
            for (var i = 0; i < width; i++) gradient[i] += penalty * parameters[i];
            var direction = NewtonStep.Solve(features, curvature, gradient, penalty);
            // Full steps overshoot where classes are nearly separable; half of one until the loss falls.
            var size = 1.0;
            double[] next;
            double nextLoss;
            do
            {
                next = [.. parameters.Select((value, i) => value - size * direction[i])];
                nextLoss = Loss(features, positive, next, penalty);
                size /= 2;
            }
            while (nextLoss > loss && size > 1e-6);
            var change = loss - nextLoss;
            parameters = next;
            loss = nextLoss;
            if (change < Tolerance * rows) break;
        }
        return new LogisticRegression(parameters[..width], parameters[width], penalty);
    }

    /// <summary>Fits with the penalty that predicts best (log loss) in cross-validation within these rows.</summary>
    /// <param name="features">[n, k].</param>
    /// <param name="positive">[n].</param>
    /// <param name="seed">Of the inner folds.</param>
    /// <param name="groups">[n], rows that stay together; null for none.</param>
    public static LogisticRegression FitWithBestPenalty(FeatureTable features, bool[] positive, ulong seed, IReadOnlyList<int>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(positive);
        var smaller = Math.Min(positive.Count(value => value), positive.Count(value => !value));
        if (smaller < 3) return Fit(features, positive, 1); // nothing to choose by
        var labels = SampleLabels.Of(positive.Select(value => value ? "1" : "0"), "the training fold", "1");
        System.Collections.Immutable.ImmutableArray<Fold> folds;
        try
        {
            folds = SampleSplit.Folds(labels, groups, Math.Min(InnerFolds, smaller), seed);
        }
        catch (Core.Errors.InputException)
        {
            return Fit(features, positive, 1); // groups leave too few to divide
        }
        var losses = new double[folds.Length * Penalties.Length];
        Parallel.For(0, folds.Length * Penalties.Length, job =>
        {
            var (fold, penalty) = (folds[job / Penalties.Length], job % Penalties.Length);
            var fitted = Fit(features.Select(fold.Train), [.. fold.Train.Select(row => positive[row])], Penalties[penalty]);
            losses[job] = fold.Test.Sum(row => LogLoss(positive[row] ? fitted.Decision(features.Row(row)) : -fitted.Decision(features.Row(row))));
        });
        var sums = Penalties.Select((_, penalty) => losses.Where((_, job) => job % Penalties.Length == penalty).Sum()).ToArray();
        return Fit(features, positive, Penalties[Array.LastIndexOf(sums, sums.Min())]); // of equals the larger penalty
    }

    /// <summary>w·x + b.</summary>
    public double Decision(ReadOnlySpan<double> row)
    {
        var sum = Intercept;
        for (var i = 0; i < row.Length; i++) sum += Weights[i] * row[i];
        return sum;
    }

    /// <summary>P(positive | x).</summary>
    public double Probability(ReadOnlySpan<double> row) => Sigmoid(Decision(row));

    private static double Loss(FeatureTable features, ReadOnlySpan<bool> positive, double[] parameters, double penalty)
    {
        var (sum, width) = (0.0, features.Columns);
        for (var i = 0; i < width; i++) sum += penalty / 2 * parameters[i] * parameters[i];
        for (var row = 0; row < features.Rows; row++)
        {
            var decision = Dot(parameters, features.Row(row)) + parameters[width];
            sum += LogLoss(positive[row] ? decision : -decision);
        }
        return sum;
    }

    private static double Dot(double[] parameters, ReadOnlySpan<double> x)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += parameters[i] * x[i];
        return sum;
    }

    // log(1 + e^−m) without overflow.
    private static double LogLoss(double margin) => margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : -margin + Math.Log(1 + Math.Exp(margin));

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
}
