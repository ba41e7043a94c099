using Assay.Cli.Options;

namespace Assay.Cli.Conventions;

/// <summary>The help of a command: usage, examples first among the rest, then what it takes. Plain text, so that it starts fast and pipes well.</summary>
internal static class HelpPage
{
    private const int Indent = 2;
    private const int Gap = 3;
    private const int WidestLeft = 34;

    /// <summary>Writes the page.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="path">The words that lead to the command.</param>
    /// <param name="node">The command or group.</param>
    /// <param name="width">Columns to fill.</param>
    public static void Write(TextWriter writer, string path, CommandNode node, int width)
    {
        Paragraph(writer, node.Summary, width, 0);
        if (node.Description.Length > 0)
        {
            writer.WriteLine();
            Paragraph(writer, node.Description, width, 0);
        }

        Heading(writer, "Usage");
        Paragraph(writer, $"{path}{UsageTail(node)}", width, Indent, Indent + 4);
        if (node.Examples.Count > 0) Heading(writer, "Examples");
        foreach (var example in node.Examples)
        {
            writer.WriteLine($"  {example.Line}");
            Paragraph(writer, example.Says, width, Indent + 4);
        }

        switch (node)
        {
            case CommandGroup group:
                Heading(writer, "Commands");
                Columns(writer, [.. group.Children.Select(child => (child.Name, child.Summary))], width);
                break;
            case CommandDescription description:
                if (description.Positionals.Count > 0) Heading(writer, "Arguments");
                Columns(writer, [.. description.Positionals.Select(positional => (positional.Usage, positional.Help))], width);
                if (description.Settings.Count > 0) Heading(writer, "Options");
                Columns(writer, [.. description.Settings.Select(Row)], width);
                break;
        }

        Heading(writer, "Options of every command");
        Columns(writer, [.. CommonSettings.All.Select(Row)], width);
    }

    private static string UsageTail(CommandNode node)
    {
        if (node is not CommandDescription description) return " <command> [options]";
        var positionals = string.Concat(description.Positionals.Select(positional => $" {positional.Usage}"));
        var required = string.Concat(description.Settings.Where(setting => setting.Required).Select(setting => $" {setting.Name} {setting.ValueName}"));
        return $"{positionals}{required} [options]";
    }

    private static (string Left, string Right) Row(Setting setting)
    {
        var left = setting.ValueName.Length > 0 ? $"{setting.Name} {setting.ValueName}" : setting.Name;
        var aliases = string.Concat(setting.Symbol.Aliases.Select(alias => $", {alias}"));
        var right = setting.Required ? $"{setting.Help} Required." : setting.DefaultText is { } value ? $"{setting.Help} Default: {value}." : setting.Help;
        return (left + aliases, right);
    }

    private static void Heading(TextWriter writer, string text)
    {
        writer.WriteLine();
        writer.WriteLine(text);
    }

    private static void Columns(TextWriter writer, IReadOnlyList<(string Left, string Right)> rows, int width)
    {
        if (rows.Count == 0) return;
        var left = rows.Where(row => row.Left.Length <= WidestLeft).Select(row => row.Left.Length).DefaultIfEmpty(WidestLeft).Max();
        var start = Indent + left + Gap;
        foreach (var (name, text) in rows)
        {
            writer.Write(new string(' ', Indent) + name);
            if (name.Length > left)
            {
                writer.WriteLine();
                Paragraph(writer, text, width, start);
            }
            else
            {
                writer.Write(new string(' ', start - Indent - name.Length));
                Paragraph(writer, text, width, start, start, alreadyIndented: true);
            }
        }
    }

    private static void Paragraph(TextWriter writer, string text, int width, int indent, int? hanging = null, bool alreadyIndented = false)
    {
        var column = indent;
        if (!alreadyIndented) writer.Write(new string(' ', indent));
        var first = true;
        foreach (var word in text.Split(' '))
        {
            if (!first && column + 1 + word.Length > width)
            {
                writer.WriteLine();
                column = hanging ?? indent;
                writer.Write(new string(' ', column));
                first = true;
            }

            if (!first) writer.Write(' ');
            writer.Write(word);
            column += word.Length + (first ? 0 : 1);
            first = false;
        }

        writer.WriteLine();
    }
}
