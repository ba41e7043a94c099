namespace Assay.Bench.Peers;

/// <summary>A program that trains word vectors.</summary>
internal interface ITrainer
{
    string Name { get; }

    /// <summary>The ending of the vector files that it writes.</summary>
    string Extension { get; }

    TrainingResult Train(TrainingJob job);
}
