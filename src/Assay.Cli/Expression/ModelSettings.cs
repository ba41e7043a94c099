using Assay.Cli.Options;

namespace Assay.Cli.Expression;

/// <summary>What commands that use a model ask.</summary>
internal sealed class ModelSettings
{
    /// <summary>The model.</summary>
    public Positional Model { get; } = new("MODEL", "A run of 'assay expression fit', or its model.safetensors.");

    /// <summary>The path of the model's file.</summary>
    public string Path(System.CommandLine.ParseResult parsed)
    {
        var given = Model.Value(parsed);
        return Directory.Exists(given) ? System.IO.Path.Combine(given, "model.safetensors") : given;
    }
}
