using Assay.Architecture.Graphs;
using Assay.Core.Errors;
using CsCheck;

namespace Assay.Architecture.Tests.Graphs;

public sealed class DimensionTests
{
    private static readonly Dimension H = "H";

    [Fact]
    public void ChainOfStrides_BecomesOneDivision() =>
        Assert.Equal("floor((H + 3)/4)", H.CeilingDivide(2).CeilingDivide(2).ToString());

    [Fact]
    public void EqualExpressions_AreEqual() => Assert.Equal((H + 1) * (H - 1), H * H - 1);

    [Fact]
    public void MinimumOfFormulasInOrder_IsDecided() => Assert.Equal(H.FloorDivide(2), Dimension.Min(H.FloorDivide(2), H.CeilingDivide(2)));

    [Fact]
    public void MissingName_IsAnError() => Assert.Throws<ArgumentException>(() => H.Evaluate(new Dictionary<string, long>()));

    [Fact]
    public void Overflow_IsAnInputError() => Assert.Contains("64 bits", Assert.Throws<InputException>(() => Dimension.FromInt64(long.MaxValue) * 2).Message, StringComparison.Ordinal);

    [Fact]
    public void DivisionByZero_IsAnInputError() => Assert.Contains("zero", Assert.Throws<InputException>(() => H.FloorDivide(0)).Message, StringComparison.Ordinal);

    [Fact]
    public void EndlessFormula_IsAnInputError() => Assert.Contains("too long", Assert.Throws<InputException>(() =>
    {
        var x = Dimension.One;
        for (var i = 0; i < 300; i++) x += $"n{i}";
    }).Message, StringComparison.Ordinal);

    [Fact]
    public void SimplifiedFormula_HasTheValueOfPlainArithmetic() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 8], Gen.Int[-9, 9].Array[8], Gen.Long[1, 500]).Sample((operations, numbers, size) =>
        {
            var (formula, value) = (H, size);
            for (var i = 0; i < operations.Length; i++)
            {
                var n = numbers[i];
                var positive = Math.Abs(n) + 1;
                (formula, value) = operations[i] switch
                {
                    0 => (formula + n, value + n),
                    1 => (formula * n, value * n),
                    2 => (formula.FloorDivide(positive), (long)Math.Floor((double)value / positive)),
                    3 => (formula.CeilingDivide(positive), (long)Math.Ceiling((double)value / positive)),
                    4 => (Dimension.Min(formula, H + n), Math.Min(value, size + n)),
                    _ => (Dimension.Max(formula, H.FloorDivide(positive)), Math.Max(value, size / positive)),
                };
            }
            Assert.Equal(value, formula.Evaluate(new Dictionary<string, long> { ["H"] = size }));
        }, iter: 5000);
}
