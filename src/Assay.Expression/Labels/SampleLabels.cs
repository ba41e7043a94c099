using System.Collections.Immutable;
using Assay.Core.Errors;

namespace Assay.Expression.Labels;

/// <summary>
/// The class of each sample, and which class counts as the positive one. A sample without a class is kept by preparation and training of an
/// autoencoder, and left out of everything that needs classes.
/// <code>
/// var labels = LabelReader.Read(data.Matrix, "prostate.labels.tsv");
/// Console.WriteLine(labels.Describe());   // Tumor 52 (positive), Normal 50
/// </code>
/// </summary>
public sealed class SampleLabels
{
    // Words that name the condition under study; matched within the class's name, first come first.
    private static readonly string[] PositiveWords =
        ["tumor", "tumour", "cancer", "carcinoma", "malignant", "metasta", "leukemia", "leukaemia", "rcc", "aml", "disease", "case", "affected", "positive", "treated", "mutant", "yes", "true"];

    private static readonly string[] NegativeWords = ["normal", "non-", "non ", "healthy", "control", "benign", "unaffected", "untreated", "adjacent", "negative", "no ", "wild"];

    private SampleLabels(ImmutableArray<string> classes, ImmutableArray<int> indices, int positive, string source) =>
        (Classes, Indices, Positive, Source) = (classes, indices, positive, source);

    /// <summary>Names of the classes, in the order in which they first occur.</summary>
    public ImmutableArray<string> Classes { get; }

    /// <summary>[samples], the class of each as a place in <see cref="Classes"/>; −1 where it is not known.</summary>
    public ImmutableArray<int> Indices { get; }

    /// <summary>The class that a classifier's score speaks for, as a place in <see cref="Classes"/>.</summary>
    public int Positive { get; }

    /// <summary>Where the classes come from, for messages: an annotation or a file.</summary>
    public string Source { get; }

    /// <summary>Number of samples, those without a class included.</summary>
    public int Samples => Indices.Length;

    /// <summary>Takes the classes as text.</summary>
    /// <param name="values">[samples]; null or empty where the class is not known.</param>
    /// <param name="source">Where they come from, for messages.</param>
    /// <param name="positive">The class that counts as positive; null chooses the one whose name says tumour, cancer, case or the like, else the rarer one.</param>
    /// <exception cref="InputException">No sample has a class, or there is no such positive class.</exception>
    public static SampleLabels Of(IEnumerable<string?> values, string source, string? positive = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var indices = ImmutableArray.CreateBuilder<int>();
        foreach (var value in values)
        {
            var name = value?.Trim();
            if (string.IsNullOrEmpty(name)) indices.Add(-1);
            else if (places.TryGetValue(name, out var place)) indices.Add(place);
            else
            {
                indices.Add(places.Count);
                places.Add(name, places.Count);
            }
        }
        if (places.Count == 0) throw new InputException($"{source}: no sample has a class; check the column or the file.");
        ImmutableArray<string> classes = [.. places.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        var all = indices.ToImmutable();
        return new SampleLabels(classes, all, positive is null ? Guess(classes, all) : Find(classes, positive, source), source);
    }

    /// <summary>How many samples have a class.</summary>
    public int Count(int label) => Indices.Count(index => index == label);

    /// <summary>The samples whose class is known.</summary>
    public int[] Labelled() => [.. Enumerable.Range(0, Samples).Where(sample => Indices[sample] >= 0)];

    /// <summary>Of some samples, whether each is of the positive class.</summary>
    public bool[] IsPositive(IReadOnlyList<int> samples) => [.. samples.Select(sample => Indices[sample] == Positive)];

    /// <summary>The labels of some samples, in the order given; classes and the positive one stay as they are.</summary>
    public SampleLabels Select(IReadOnlyList<int> samples) => new(Classes, [.. samples.Select(sample => Indices[sample])], Positive, Source);

    /// <summary>The same classes in other places: what a permutation of the labels leaves; samples without a class stay without.</summary>
    public SampleLabels With(IEnumerable<int> indices) => new(Classes, [.. indices], Positive, Source);

    /// <summary>Refuses labels that no classifier of two classes can work with.</summary>
    /// <exception cref="InputException">There is one class only; with more than two, the positive class stands against all others.</exception>
    public void RequireTwoClasses()
    {
        if (Classes.Length < 2) throw new InputException($"{Source}: all {Count(0)} labelled samples are '{Classes[0]}'; telling classes apart needs at least two.");
    }

    /// <summary>The classes with their counts, in words.</summary>
    public string Describe()
    {
        var unlabelled = Count(-1);
        return string.Join(", ", Classes.Select((name, i) => $"{name} {Count(i)}{(i == Positive && Classes.Length > 1 ? " (positive)" : "")}")) + (unlabelled > 0 ? $", {unlabelled} without a class" : "");
    }

    private static int Find(ImmutableArray<string> classes, string positive, string source)
    {
        var place = classes.IndexOf(positive, 0, StringComparer.OrdinalIgnoreCase);
        if (place < 0) throw new InputException($"{source}: there is no class '{positive}'; the classes are {string.Join(", ", classes.Take(8).Select(name => $"'{name}'"))}.");
        return place;
    }

    private static int Guess(ImmutableArray<string> classes, ImmutableArray<int> indices)
    {
        var open = Enumerable.Range(0, classes.Length).Where(i => !Says(classes[i], NegativeWords)).ToArray();
        foreach (var place in open)
            if (Says(classes[place], PositiveWords) || classes[place] == "1") return place;
        return (open.Length > 0 ? open : [.. Enumerable.Range(0, classes.Length)]).MinBy(place => indices.Count(index => index == place));
    }

    private static bool Says(string name, string[] words) => words.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
