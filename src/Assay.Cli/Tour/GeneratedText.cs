using System.Text;
using Assay.Core.Randomness;

namespace Assay.Cli.Tour;

/// <summary>Text for machines without the SDK's documentation: words of one topic occur together, and nothing else is to be learnt from it.</summary>
internal static class GeneratedText
{
    private static readonly string[][] _topics =
    [
        "stream socket file network buffer pipe read write byte packet".Split(' '),
        "string text character culture encoding format letter word line substring".Split(' '),
        "async task thread await callback lock timer queue worker wait".Split(' '),
        "collection list array dictionary element key index set stack item".Split(' '),
        "certificate key signature hash cipher secret trust chain digest token".Split(' '),
    ];

    public static IEnumerable<string> Sentences(int count, ulong seed)
    {
        var random = new RandomStream(seed);
        var sentence = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var topic = _topics[random.NextInt32(_topics.Length)];
            sentence.Clear();
            for (var word = 5 + random.NextInt32(12); word > 0; word--) sentence.Append(topic[Math.Min(random.NextInt32(10), random.NextInt32(10))]).Append(' ');
            yield return sentence.ToString();
        }
    }
}
