using System.Globalization;
using Assay.Bench.Measuring;

namespace Assay.Bench;

/// <summary>What a sweep over the word embeddings measures, and how often.</summary>
internal sealed record SweepOptions
{
    public static readonly IReadOnlyList<string> AllParts =
        ["limits", "tokeniser", "speed", "threads", "quality", "deterministic", "softmax", "queries", "start"];

    public const string Usage = """
        dotnet run -c Release --project bench/Assay.Bench -- embeddings --corpus FILE --data DIR [options]

          --corpus FILE       plain text, a sentence or an article a line
          --data DIR          questions-words.txt and EN-*.txt
          --parts LIST        of limits,tokeniser,speed,threads,quality,deterministic,softmax,queries,start (all)
          --quick             throughput at one epoch, peers where they tell most: about 25 minutes on two cores.
                              Without it everything runs at five epochs, with three seeds: most of a day
          --repeats N         rounds in which ours and the peers alternate (5)
          --dimensions LIST   (100,300)
          --threads LIST      (2,1; --quick: 2)
          --seeds N           seeds in the quality part (3; --quick: ours 3, peers 1)
          --peers LIST        of gensim,fasttext,torch,numpy (default: all that are installed)
          --assay PROGRAM     the published command (default: publishes it to artifacts/bench/cli)
          --results FILE      (bench/results/embeddings.md)
          --plan              print what would run, and run nothing
        """;

    public required string Corpus { get; init; }

    public string? Data { get; init; }

    public IReadOnlyList<string> Parts { get; init; } = AllParts;

    public bool Quick { get; init; }

    public bool PlanOnly { get; init; }

    public int Repeats { get; init; } = 5;

    public IReadOnlyList<int> Dimensions { get; init; } = [100, 300];

    public IReadOnlyList<int> Threads { get; init; } = [2, 1];

    public int Seeds { get; init; } = 3;

    public int PeerSeeds { get; init; } = 3;

    public IReadOnlyList<string> Peers { get; init; } = ["gensim", "fasttext", "torch", "numpy"];

    public string? Assay { get; init; }

    public string Results { get; init; } = "bench/results/embeddings.md";

    /// <summary>The command as it was typed, for the results.</summary>
    public required string Command { get; init; }

    /// <summary>Epochs of a run that measures throughput; it does not depend on them, only on the time a run takes.</summary>
    public int SpeedEpochs => Quick ? 1 : 5;

    /// <summary>fastText needs minutes for what others do in seconds: the quick plan runs it where the requirement is stated.</summary>
    public bool RunsFastText(int dimensions, int threads) => Peers.Contains("fasttext") && (!Quick || (dimensions == 100 && threads == 2));

    public static SweepOptions Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = arguments[i];
            if (!name.StartsWith("--", StringComparison.Ordinal)) throw new BenchmarkException($"what is '{name}'?\n{Usage}");
            values[name[2..]] = name is "--quick" or "--plan" ? "" : ++i < arguments.Length ? arguments[i]
                : throw new BenchmarkException($"{name} wants a value.\n{Usage}");
        }

        string? Take(string name) => values.Remove(name, out var value) ? value : null;
        IReadOnlyList<int>? Numbers(string name) => Take(name)?.Split(',').Select(Number).ToArray();
        var quick = Take("quick") is not null;
        var seeds = Take("seeds") is { } given ? Number(given) : (int?)null;
        var options = new SweepOptions
        {
            Command = "dotnet run -c Release --project bench/Assay.Bench -- embeddings " + string.Join(' ', arguments.Select(Anonymous)),
            Corpus = Take("corpus") ?? throw new BenchmarkException($"--corpus is missing.\n{Usage}"),
            Data = Take("data"),
            Parts = Take("parts")?.Split(',') ?? AllParts,
            Quick = quick,
            PlanOnly = Take("plan") is not null,
            Repeats = Take("repeats") is { } repeats ? Number(repeats) : 5,
            Dimensions = Numbers("dimensions") ?? [100, 300],
            Threads = Numbers("threads") ?? (quick ? [2] : [2, 1]),
            Seeds = seeds ?? 3,
            PeerSeeds = seeds ?? (quick ? 1 : 3),
            Peers = Take("peers")?.Split(',') ?? ["gensim", "fasttext", "torch", "numpy"],
            Assay = Take("assay"),
            Results = Take("results") ?? "bench/results/embeddings.md",
        };
        if (values.Count > 0) throw new BenchmarkException($"unknown option --{values.Keys.First()}.\n{Usage}");
        if (options.Parts.FirstOrDefault(part => !AllParts.Contains(part)) is { } unknown)
            throw new BenchmarkException($"there is no part '{unknown}'.\n{Usage}");
        if (!File.Exists(options.Corpus)) throw new BenchmarkException($"no corpus at {options.Corpus}");
        return options;
    }

    /// <summary>File names without their folders: results are read on other machines.</summary>
    private static string Anonymous(string argument) => Path.IsPathRooted(argument) ? Path.GetFileName(argument.TrimEnd('/')) : argument;

    private static int Number(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new BenchmarkException($"'{text}' is not a number above zero.\n{Usage}");
}
