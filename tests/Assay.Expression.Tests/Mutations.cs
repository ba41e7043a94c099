using Assay.Core.Randomness;

namespace Assay.Expression.Tests;

/// <summary>Files as an accident or a stranger would change them: bytes flipped, cut, repeated, numbers made huge.</summary>
internal static class Mutations
{
    private static readonly byte[][] Words = [.. new[] { "\t", "\n", "\"", ",", "NaN", "-1", "99999999999", "1e999", "\0", " ", "#", "!", "^", "NA", "\r" }.Select(System.Text.Encoding.UTF8.GetBytes)];

    public static byte[] Of(byte[] seed, RandomStream random)
    {
        var bytes = new List<byte>(seed);
        for (var changes = 1 + random.NextInt32(4); changes > 0 && bytes.Count > 0; changes--)
        {
            var place = random.NextInt32(bytes.Count);
            var length = Math.Min(1 + random.NextInt32(12), bytes.Count - place);
            switch (random.NextInt32(5))
            {
                case 0: bytes[place] = (byte)random.NextInt32(256); break;
                case 1: bytes.RemoveRange(place, length); break;
                case 2: bytes.InsertRange(place, bytes.GetRange(place, length)); break;
                case 3: bytes.InsertRange(place, Words[random.NextInt32(Words.Length)]); break;
                default:
                    if (random.NextInt32(4) == 0) bytes.RemoveRange(place, bytes.Count - place);
                    break;
            }
        }
        return [.. bytes];
    }
}
