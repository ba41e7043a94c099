using System.Runtime.Intrinsics;

namespace Assay.Threshold.Running.Internals;

/// <summary>A Boolean function of up to three words, bit by bit, for each width.</summary>
internal interface IWordFunction
{
    static abstract ulong Of(ulong a, ulong b, ulong c);

    static abstract Vector256<ulong> Of(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c);

    static abstract Vector512<ulong> Of(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c);
}
