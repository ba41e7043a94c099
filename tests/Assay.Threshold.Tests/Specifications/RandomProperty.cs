namespace Assay.Threshold.Tests.Specifications;

/// <summary>A random property of the past over p and q, with its meaning straight from the definition: does it hold at step t of a word?</summary>
internal sealed record RandomProperty(string Text, Func<int[], int, bool> Holds)
{
    public static RandomProperty Create(Random random, int depth)
    {
        RandomProperty Below() => Create(random, depth - 1);
        switch (depth == 0 ? random.Next(3) : random.Next(14))
        {
            case 0: return new("p", (word, t) => (word[t] & 1) != 0);
            case 1: return new("q", (word, t) => (word[t] & 2) != 0);
            case 2: return new(random.Next(2) == 0 ? "true" : "(not false)", (_, _) => true);
            case 3:
                var negated = Below();
                return new($"not ({negated.Text})", (word, t) => !negated.Holds(word, t));
            case 4:
                var (a, b) = (Below(), Below());
                return new($"(({a.Text}) and ({b.Text}))", (word, t) => a.Holds(word, t) && b.Holds(word, t));
            case 5:
                var (c, d) = (Below(), Below());
                return new($"(({c.Text}) or ({d.Text}))", (word, t) => c.Holds(word, t) || d.Holds(word, t));
            case 6:
                var (e, f) = (Below(), Below());
                return new($"(({e.Text}) -> ({f.Text}))", (word, t) => !e.Holds(word, t) || f.Holds(word, t));
            case 7:
                var (g, h) = (Below(), Below());
                return new($"(({g.Text}) <-> ({h.Text}))", (word, t) => g.Holds(word, t) == h.Holds(word, t));
            case 8:
                var previous = Below();
                return new($"previously ({previous.Text})", (word, t) => t > 0 && previous.Holds(word, t - 1));
            case 9:
                var once = Below();
                return new($"once ({once.Text})", (word, t) => Enumerable.Range(0, t + 1).Any(s => once.Holds(word, s)));
            case 10:
                var always = Below();
                return new($"always ({always.Text}) so far", (word, t) => Enumerable.Range(0, t + 1).All(s => always.Holds(word, s)));
            case 11:
                var (held, since) = (Below(), Below());
                return new($"(({held.Text}) held since ({since.Text}))", (word, t) => Enumerable.Range(0, t + 1).Any(s => since.Holds(word, s) && Enumerable.Range(s + 1, t - s).All(u => held.Holds(word, u))));
            case 12:
                var within = Below();
                var span = random.Next(1, 4);
                return new($"(({within.Text}) within the last {span} steps)", (word, t) => Enumerable.Range(0, t + 1).Any(s => s > t - span && within.Holds(word, s)));
            default:
                var throughout = Below();
                var length = random.Next(1, 4);
                return new($"(({throughout.Text}) throughout last {length})", (word, t) => Enumerable.Range(0, t + 1).All(s => s <= t - length || throughout.Holds(word, s)));
        }
    }
}
