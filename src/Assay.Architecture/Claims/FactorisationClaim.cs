using System.Globalization;
using Assay.Architecture.Costs;
using Assay.Architecture.Graphs;
using Assay.Architecture.ReceptiveFields;
using Assay.Architecture.Rewrites;
using Assay.Core.Claims;

namespace Assay.Architecture.Claims;

/// <summary>One convolution against two that see as much, counted in networks that are built for it.</summary>
internal static class FactorisationClaim
{
    // Even, so that a stride of 2 divides it.
    private const int Size = 28;

    public static Claim TwoThrees { get; } = new(
        "two-3x3", ArchitectureClaims.System, "A 5x5 convolution as two 3x3 costs 18/25: 28 % fewer parameters, and nothing is lost.", ArchitectureClaims.Page,
        (_, _, cancellation) =>
        {
            var equal = new Case(RewriteRule.TwoThreeByThree, 5, 64, 64, 64, 1, cancellation);
            var widening = new Case(RewriteRule.TwoThreeByThree, 5, 64, 192, 192, 1, cancellation);
            var narrowing = new Case(RewriteRule.TwoThreeByThree, 5, 64, 192, 64, 1, cancellation);
            var strided = new Case(RewriteRule.TwoThreeByThree, 5, 64, 64, 64, 2, cancellation);
            return new ClaimResult(
                Verdict(18.0 / 25, equal, widening, strided),
                "18/25 holds for C_in = C_mid = C_out and stride 1. In general multiply-adds are 9·C_mid·(s²·C_in + C_out)/(25·C_in·C_out) of the one convolution's: with the stride of 2 on the second it costs more. The receptive field is the same, the function is not: a ReLU stands between, zeros are padded twice at the border, and the image between takes memory.",
                [.. equal.Evidence(), widening.Macs("widening to C_out = C_mid = 192"), narrowing.Macs("the same through C_mid = 64"), strided.Macs("stride 2"), .. strided.Field(), equal.Memory(), Case.Border()]);
        });

    public static Claim TwoTwos { get; } = new(
        "two-2x2", ArchitectureClaims.System, "A 3x3 convolution as two 2x2 costs 8/9: 11 % fewer parameters.", ArchitectureClaims.Page,
        (_, _, cancellation) =>
        {
            var equal = new Case(RewriteRule.TwoTwoByTwo, 3, 64, 64, 64, 1, cancellation);
            var strided = new Case(RewriteRule.TwoTwoByTwo, 3, 64, 64, 64, 2, cancellation);
            var widening = new Case(RewriteRule.TwoTwoByTwo, 3, 64, 192, 192, 1, cancellation);
            return new ClaimResult(
                Verdict(8.0 / 9, equal, widening, strided),
                "8/9 holds for C_in = C_mid = C_out and stride 1. In general it is 4·C_mid·(s²·C_in + C_out)/(9·C_in·C_out). Even kernels have no centre: the first pads before and the second after, or the image shifts by half a pixel each time.",
                [.. equal.Evidence(), widening.Macs("widening to C_out = C_mid = 192"), strided.Macs("stride 2"), equal.Memory()]);
        });

    public static Claim Asymmetric { get; } = new(
        "asymmetric", ArchitectureClaims.System, "An n x n convolution as 1 x n and n x 1 costs 2/n: 33 % less for n = 3.", ArchitectureClaims.Page,
        (_, _, cancellation) =>
        {
            var three = new Case(RewriteRule.Asymmetric, 3, 64, 64, 64, 1, cancellation);
            var seven = new Case(RewriteRule.Asymmetric, 7, 64, 64, 64, 1, cancellation);
            var strided = new Case(RewriteRule.Asymmetric, 3, 64, 64, 64, 2, cancellation);
            var widening = new Case(RewriteRule.Asymmetric, 3, 64, 128, 128, 1, cancellation);
            const double breakEven = 3.0 * 64 * 64 / (64 + 64);
            const double fullRank = 3.0 * 64;
            var full = new Case(RewriteRule.Asymmetric, 3, 64, 64, (int)fullRank, 1, cancellation);
            return new ClaimResult(
                Verdict(2.0 / 3, three, strided, widening),
                "2/n is what it costs, 1 − 2/n what it saves, for C_in = C_mid = C_out and stride 1. In general C_mid·(s·C_in + C_out)/(n·C_in·C_out): at n = 3 nothing is saved with stride 2 or from 64 to 128 channels. Any kernel is reproduced exactly only at full rank n·min(C_in, C_out), which is beyond the break-even n·C_in·C_out/(s·C_in + C_out).",
                [
                    .. three.Evidence(),
                    seven.Macs("n = 7"),
                    strided.Macs("n = 3, stride 2"),
                    widening.Macs("n = 3, 64 to 128 channels through 128"),
                    new("C_mid at which n = 3, 64 to 64 channels, saves nothing", breakEven, "channels"),
                    new("C_mid that reproduces any such kernel", fullRank, "channels"),
                    full.Macs("n = 3 at that C_mid"),
                ]);
        });

    private static ClaimVerdict Verdict(double claimed, Case textbook, params Case[] others)
    {
        const double tolerance = 1e-9;
        if (Math.Abs(textbook.Ratio - claimed) > tolerance) return ClaimVerdict.False;
        return others.All(other => Math.Abs(other.Ratio - claimed) <= tolerance) ? ClaimVerdict.Holds : ClaimVerdict.HoldsOnlyIf;
    }

    private sealed class Case
    {
        private readonly CostReport _before;
        private readonly CostReport _after;
        private readonly RewriteResult _result;
        private readonly string _name;

        public Case(RewriteRule rule, int kernel, int input, int output, int middle, int stride, CancellationToken cancellation)
        {
            var net = new GraphBuilder("case");
            net.Output(net.Convolution(net.Input("image", 1, input, Size, Size), output, WindowOptions.Square(kernel, stride, kernel / 2), bias: false));
            _result = GraphRewriter.Apply(net.Build(), rule, new() { MiddleChannels = middle }, cancellation);
            (_before, _after) = _result.Costs();
            _name = string.Create(CultureInfo.InvariantCulture, $"{kernel}x{kernel}, {input} to {output} channels through {middle}{(stride == 1 ? "" : $", stride {stride}")}");
        }

        /// <summary>Multiply-adds of the two by those of the one, counted.</summary>
        public double Ratio => Value(_after.Macs) / Value(_before.Macs);

        public ClaimEvidence Macs(string when) => new($"multiply-adds after by before, {when}", Ratio);

        public IEnumerable<ClaimEvidence> Evidence() =>
        [
            new($"parameters after by before ({_name})", (double)_after.Parameters / _before.Parameters),
            new("multiply-adds after by before", Ratio),
            .. Field(),
        ];

        public IEnumerable<ClaimEvidence> Field()
        {
            var (before, after) = _result.Fields();
            return [new($"receptive field before ({_name})", Width(before), "pixels"), new("receptive field after", Width(after), "pixels")];
        }

        public ClaimEvidence Memory() => new($"activations that training keeps, after by before ({_name})", Value(_after.ActivationBytes) / Value(_before.ActivationBytes));

        // Outputs near the border see padding of the image between, which the one convolution does not have.
        public static ClaimEvidence Border()
        {
            const int middle = Size - 2;
            return new($"share of outputs whose window reaches padding of the image between ({Size}x{Size})", 1 - (double)middle * middle / (Size * Size));
        }

        private static double Width(ReceptiveFieldReport report) => report.Last?.Axes[0].Size ?? double.NaN;

        private static double Value(Dimension value) => value.Evaluate(new Dictionary<string, long>());
    }
}
