using System.Globalization;
using System.Text;
using Assay.Core.Randomness;
using Assay.Expression.Formats.Internals;

namespace Assay.Expression.Tests.Formats;

public sealed class NumberParserTests
{
    [Fact]
    public void EveryNumber_IsTheNearestFloat()
    {
        var random = new RandomStream(1);
        string[] formats = ["R", "G9", "G5", "E6", "F3", "G17", "F12"];
        for (var i = 0; i < 200_000; i++)
        {
            var bits = BitConverter.UInt32BitsToSingle((uint)random.NextUInt64());
            if (!float.IsFinite(bits)) continue;
            double number = random.NextInt32(3) switch { 0 => bits, 1 => random.NextGaussian() * 1000, _ => (double)bits + Math.BitIncrement(bits) / 2 - bits / 2 };
            if (Math.Abs(number) >= float.MaxValue) continue;
            var text = number.ToString(formats[random.NextInt32(formats.Length)], CultureInfo.InvariantCulture);
            if (text.Length > 100) continue;
            var kind = NumberParser.Parse(Encoding.UTF8.GetBytes(text), (byte)'.', out var value);
            var expected = float.Parse(text, CultureInfo.InvariantCulture);
            Assert.True(kind == CellKind.Number && value == expected, $"{text}: {value:R} instead of {expected:R}");
        }
    }

    [Theory]
    [InlineData("1.00000005960464477539062500000001", 1.0000001f)] // just above the middle of two floats: rounding twice gives 1
    [InlineData("16777217.0000000001", 16777218f)]
    [InlineData(" 3.5 ", 3.5f)]
    [InlineData("+2", 2f)]
    [InlineData("-0", 0f)]
    [InlineData(".5", 0.5f)]
    [InlineData("5.", 5f)]
    [InlineData("1e-3", 0.001f)]
    [InlineData("1E+3", 1000f)]
    [InlineData("00000000000000000000000001", 1f)]
    public void Number_IsRead(string text, float expected)
    {
        Assert.Equal(CellKind.Number, NumberParser.Parse(Encoding.UTF8.GetBytes(text), (byte)'.', out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("", "Missing")]
    [InlineData("  ", "Missing")]
    [InlineData("NA", "Missing")]
    [InlineData("null", "Missing")]
    [InlineData("NaN", "NotANumber")]
    [InlineData("-nan", "NotANumber")]
    [InlineData("Inf", "Infinite")]
    [InlineData("-Infinity", "Infinite")]
    [InlineData("1e99", "Infinite")]
    [InlineData("abc", "Text")]
    [InlineData("1,5", "Text")]
    [InlineData("1.2.3", "Text")]
    [InlineData("1e", "Text")]
    [InlineData("--1", "Text")]
    [InlineData("0x10", "Text")]
    public void OtherCells_AreToldApart(string text, string expected)
    {
        Assert.Equal(expected, NumberParser.Parse(Encoding.UTF8.GetBytes(text), (byte)'.', out var value).ToString());
        if (expected != "Infinite") Assert.True(float.IsNaN(value));
    }

    [Fact]
    public void DecimalComma_IsRead()
    {
        Assert.Equal(CellKind.Number, NumberParser.Parse("-12,25"u8, (byte)',', out var value));
        Assert.Equal(-12.25f, value);
        Assert.Equal(CellKind.Text, NumberParser.Parse("1.234,5"u8, (byte)',', out _));
    }
}
