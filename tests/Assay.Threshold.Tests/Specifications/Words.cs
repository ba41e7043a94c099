using Assay.Threshold.Machines;

namespace Assay.Threshold.Tests.Specifications;

/// <summary>All words up to a length, and machines compared on them.</summary>
internal static class Words
{
    public static IEnumerable<int[]> Of(int letters, int longest)
    {
        for (var length = 1; length <= longest; length++)
        {
            var count = (int)Math.Pow(letters, length);
            for (var number = 0; number < count; number++)
            {
                var word = new int[length];
                for (int t = 0, rest = number; t < length; t++, rest /= letters) word[t] = rest % letters;
                yield return word;
            }
        }
    }

    public static Letter[] Letters(int count, int bits) => [.. Enumerable.Range(0, count).Select(i => new Letter(((char)('a' + i)).ToString(), (ulong)i))];
}
