using System.Text;

namespace Assay.Cli.Tour;

/// <summary>Analogy questions about words that the documentation of the SDK has.</summary>
internal static class TourQuestions
{
    private static readonly (string Name, string Pairs)[] _sections =
    [
        ("singular and plural", "array arrays string strings value values file files element elements type types object objects event events key keys method methods parameter parameters thread threads"),
        ("verb and third person", "get gets set sets create creates remove removes return returns convert converts write writes read reads add adds represent represents contain contains determine determines"),
        ("opposites", "minimum maximum first last start end before after left right top bottom lower upper width height source destination"),
    ];

    /// <summary>All ordered pairs of pairs of each section, in the format of questions-words.txt.</summary>
    public static string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var (name, list) in _sections)
            {
                var words = list.Split(' ');
                text.Append(": ").Append(name).Append('\n');
                for (var first = 0; first < words.Length; first += 2)
                {
                    for (var second = 0; second < words.Length; second += 2)
                    {
                        if (first != second) text.AppendJoin(' ', words[first], words[first + 1], words[second], words[second + 1]).Append('\n');
                    }
                }
            }
            return text.ToString();
        }
    }
}
