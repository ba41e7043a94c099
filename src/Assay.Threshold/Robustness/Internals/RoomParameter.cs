using Google.OrTools.Sat;

namespace Assay.Threshold.Robustness.Internals;

/// <summary>An unknown number of a network with the room that it takes.</summary>
/// <param name="Value">The number, in steps.</param>
/// <param name="Low">The number less its room.</param>
/// <param name="High">The number and its room.</param>
internal sealed record RoomParameter(IntVar Value, LinearExpr Low, LinearExpr High);
