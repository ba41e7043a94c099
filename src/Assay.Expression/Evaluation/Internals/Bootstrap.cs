using Assay.Core.Randomness;

namespace Assay.Expression.Evaluation.Internals;

/// <summary>Bootstrap weights of samples, drawn within each class so that none runs empty, the same for all routes so that differences are paired.</summary>
internal static class Bootstrap
{
    private const double Tail = 0.025;

    /// <summary>How often each sample is drawn, [draws][samples].</summary>
    public static double[][] Weights(bool[] positive, int draws, ulong seed)
    {
        int[][] classes = [[.. Enumerable.Range(0, positive.Length).Where(i => positive[i])], [.. Enumerable.Range(0, positive.Length).Where(i => !positive[i])]];
        var weights = new double[draws][];
        for (var draw = 0; draw < draws; draw++)
        {
            var random = RandomStream.Split(seed, (ulong)draw);
            weights[draw] = new double[positive.Length];
            foreach (var members in classes)
                for (var i = 0; i < members.Length; i++) weights[draw][members[random.NextInt32(members.Length)]]++;
        }
        return weights;
    }

    /// <summary>An estimate with the middle 95 % of its bootstrap values.</summary>
    public static Interval Of(double estimate, double[] values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0) return new Interval(estimate, double.NaN, double.NaN);
        return new Interval(estimate, Math.Min(estimate, At(sorted, Tail)), Math.Max(estimate, At(sorted, 1 - Tail)));
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return sorted[below] + (place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }
}
