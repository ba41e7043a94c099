namespace Assay.Bench.Peers;

/// <summary>One training to be done by each contestant alike: skip-gram, 5 negatives, window 5, subsampling 1e-4, count ≥ 5.</summary>
internal sealed record TrainingJob(string Corpus, int Dimensions, int Epochs, int Threads, int Seed, string? Output);
