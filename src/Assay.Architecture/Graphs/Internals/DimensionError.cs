using Assay.Core.Errors;

namespace Assay.Architecture.Graphs.Internals;

/// <summary>What can go wrong in arithmetic with sizes.</summary>
internal static class DimensionError
{
    public static InputException Overflow() => new("A size in the graph exceeds 64 bits; check the shapes of its inputs and weights.");

    public static InputException TooLong() => new("The formula of a size in the graph grows too long; bind the graph's symbolic dimensions to numbers.");

    public static InputException DivisionByZero() => new("A size in the graph is divided by zero; check the shapes of its inputs and weights.");
}
