namespace Assay.Threshold.Tests.Specifications;

/// <summary>A random regular expression over a and b, with its own definition of what it matches.</summary>
internal sealed record RandomPattern(string Text, Func<int[], int, int, bool> Matches)
{
    public static RandomPattern Create(Random random, int depth)
    {
        RandomPattern Below() => Create(random, depth - 1);
        switch (depth == 0 ? random.Next(4) : random.Next(12))
        {
            case 0: return new("a", (word, from, to) => to == from + 1 && word[from] == 0);
            case 1: return new("b", (word, from, to) => to == from + 1 && word[from] == 1);
            case 2: return new(random.Next(2) == 0 ? "." : "[a b]", (_, from, to) => to == from + 1);
            case 3: return new("()", (_, from, to) => to == from);
            case 4 or 5:
                var (left, right) = (Below(), Below());
                return new($"({left.Text} {right.Text})", (word, from, to) => Enumerable.Range(from, to - from + 1).Any(middle => left.Matches(word, from, middle) && right.Matches(word, middle, to)));
            case 6:
                var (one, other) = (Below(), Below());
                return new($"({one.Text} | {other.Text})", (word, from, to) => one.Matches(word, from, to) || other.Matches(word, from, to));
            case 7:
                var (first, second) = (Below(), Below());
                return new($"({first.Text} & {second.Text})", (word, from, to) => first.Matches(word, from, to) && second.Matches(word, from, to));
            case 8:
                var not = Below();
                return new($"!({not.Text})", (word, from, to) => !not.Matches(word, from, to));
            case 9:
                var repeated = Below();
                return new($"({repeated.Text})*", (word, from, to) => Repeated(repeated, word, from, to));
            case 10:
                var maybe = Below();
                return new($"({maybe.Text})?", (word, from, to) => from == to || maybe.Matches(word, from, to));
            default:
                var counted = Below();
                var least = random.Next(3);
                var most = least + random.Next(3);
                return new($"({counted.Text}){{{least},{most}}}", (word, from, to) => Enumerable.Range(least, most - least + 1).Any(times => Times(counted, times, word, from, to)));
        }
    }

    private static bool Repeated(RandomPattern pattern, int[] word, int from, int to) =>
        from == to || Enumerable.Range(from + 1, to - from).Any(middle => pattern.Matches(word, from, middle) && Repeated(pattern, word, middle, to));

    private static bool Times(RandomPattern pattern, int times, int[] word, int from, int to) =>
        times == 0 ? from == to : Enumerable.Range(from, to - from + 1).Any(middle => pattern.Matches(word, from, middle) && Times(pattern, times - 1, word, middle, to));
}
