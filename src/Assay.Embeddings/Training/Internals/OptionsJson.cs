using System.Text;
using System.Text.Json;

namespace Assay.Embeddings.Training.Internals;

/// <summary>Training options as JSON, for the headers of models and checkpoints.</summary>
internal static class OptionsJson
{
    /// <summary>What the second matrix is called in files.</summary>
    public static string ContextName(SkipGramOptions options) => options.Objective == SkipGramObjective.HierarchicalSoftmax ? "nodes" : "context";

    /// <summary>Everything that decides the result. Threads do so only without <see cref="SkipGramOptions.Deterministic"/>, and then nothing does.</summary>
    public static string Write(SkipGramOptions options) => Text(json =>
    {
        json.WriteString("objective", options.Objective.ToString());
        json.WriteNumber("dimensions", options.Dimensions);
        json.WriteNumber("context_window", options.ContextWindow);
        json.WriteString("window", options.Window.ToString());
        json.WriteString("context", options.Context.ToString());
        json.WriteString("direction", options.Direction.ToString());
        json.WriteNumber("negatives", options.Negatives);
        json.WriteNumber("noise_exponent", options.NoiseExponent);
        json.WriteNumber("subsample", options.Subsample);
        json.WriteNumber("epochs", options.Epochs);
        json.WriteNumber("learning_rate", options.LearningRate);
        json.WriteNumber("final_learning_rate", options.FinalLearningRate);
        json.WriteNumber("batch_size", options.BatchSize);
        json.WriteNumber("seed", options.Seed);
        json.WriteBoolean("deterministic", options.Deterministic);
    });

    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
