using Assay.Embeddings.Training;

namespace Assay.Embeddings.Tests.Training;

/// <summary>Runs alone: what other tests allocate would count.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private static readonly SkipGramOptions Quick = new() { Dimensions = 20, Epochs = 4, Subsample = 0, Threads = 1, LearningRate = 0.05 };

    [Fact]
    public void Training_DoesNotAllocateInItsLoop()
    {
        using var corpus = SmallCorpus.Build(20_000);
        var few = Allocated(Quick with { Epochs = 2 });
        var many = Allocated(Quick with { Epochs = 20 });
        // Ten times the work: the same start, the same curve, and the reports of a longer time.
        Assert.InRange(many - few, -100_000, 100_000);

        long Allocated(SkipGramOptions options)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            using var model = new SkipGramTrainer(corpus, options).Train(cancellation: TestContext.Current.CancellationToken);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }
}
