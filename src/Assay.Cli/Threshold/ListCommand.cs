using Assay.Cli.Conventions;
using Assay.Cli.Output;
using Assay.Threshold.Machines;

namespace Assay.Cli.Threshold;

/// <summary><c>assay threshold list</c>: the built-in specifications.</summary>
internal sealed class ListCommand : CommandDescription
{
    /// <inheritdoc/>
    public override string Name => "list";

    /// <inheritdoc/>
    public override string Summary => "List the built-in specifications.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples => [new("assay threshold list", "Names to be given for SPEC.")];

    /// <inheritdoc/>
    public override void Run(CommandContext context)
    {
        var all = BuiltInMachines.All.Select(known => (known.Name, known.Description, Machine: BuiltInMachines.Create(known.Name))).ToArray();
        context.Console.Answer(
            json =>
            {
                json.WriteStartArray("specifications");
                foreach (var (name, description, machine) in all)
                {
                    json.WriteStartObject();
                    json.WriteString("name", name);
                    json.WriteString("description", description);
                    json.WriteNumber("states", machine.States);
                    json.WriteNumber("input_bits", machine.InputBits);
                    json.WriteNumber("output_bits", machine.OutputBits);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            },
            () =>
            {
                var table = new ResultTable("specification", ">states", ">input bits", ">output bits", "says");
                foreach (var (name, description, machine) in all) table.Add(name, $"{machine.States}", $"{machine.InputBits}", $"{machine.OutputBits}", description);
                context.Console.Show(table);
            });
    }
}
