using Assay.Expression.Matrices;

namespace Assay.Expression.Preparation.Internals;

/// <summary>Brings values to a logarithmic scale.</summary>
internal static class Logarithm
{
    public static LogRule Choose(ExpressionMatrix training, LogRule asked) => asked != LogRule.Auto ? asked : ValueSummary.Of(training).Scale switch
    {
        ValueScale.Counts or ValueScale.Linear => LogRule.Log2PlusOne,
        ValueScale.LinearWithNegatives => LogRule.FloorLog2,
        _ => LogRule.None,
    };

    public static void Apply(float[] values, LogRule rule, double floor)
    {
        if (rule is LogRule.None) return;
        var least = (float)floor;
        const int Block = 1 << 16;
        Parallel.For(0, (values.Length + Block - 1) / Block, block =>
        {
            foreach (ref var value in values.AsSpan(block * Block, Math.Min(Block, values.Length - block * Block)))
            {
                if (float.IsNaN(value)) continue;
                value = rule == LogRule.FloorLog2 ? MathF.Log2(Math.Max(value, least)) : MathF.Log2(Math.Max(value, 0) + 1);
            }
        });
    }
}
