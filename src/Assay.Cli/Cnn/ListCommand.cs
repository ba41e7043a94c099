using Assay.Architecture.Networks;
using Assay.Architecture.Operators;
using Assay.Cli.Conventions;
using Assay.Cli.Options;
using Assay.Cli.Output;

namespace Assay.Cli.Cnn;

/// <summary><c>assay cnn list</c>: the networks that can be named.</summary>
internal sealed class ListCommand : CommandDescription
{
    private readonly FlagSetting _operators = new("--operators", "The ONNX operators that are understood instead.");

    /// <inheritdoc/>
    public override string Name => "list";

    /// <inheritdoc/>
    public override string Summary => "List the built-in networks, or the operators that are understood.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay cnn list", "Names for assay cnn cost.")];

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings => [_operators];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var operators = _operators.Value(context.Parsed);
        context.Console.Answer(
            json =>
            {
                json.WriteStartArray(operators ? "operators" : "networks");
                if (operators) foreach (var name in OperatorCatalog.Names) json.WriteStringValue(name);
                else foreach (var network in NetworkCatalog.All)
                {
                    json.WriteStartObject();
                    json.WriteString("name", network.Name);
                    json.WriteString("summary", network.Summary);
                    json.WriteString("source", network.Source);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            () =>
            {
                if (operators)
                {
                    foreach (var name in OperatorCatalog.Names) context.Console.Line(name);
                    return;
                }
                var table = new ResultTable("network", "what it is", "source");
                foreach (var network in NetworkCatalog.All) table.Add(network.Name, network.Summary, network.Source);
                context.Console.Show(table);
            });
    }
}
