// The loss of one window and its gradients under the full softmax: by the library, by hand and by finite differences.
//   dotnet run samples/gradients-by-hand.cs
#:project ../src/Assay.Embeddings/Assay.Embeddings.csproj
#:property PublishAot=false

using Assay.Embeddings.Gradients;

// Four words, two dimensions. Word k = 1 is the centre; words 0 and 2 are its context.
double[] centre = [0.5, -0.3];                                       // h = W_k [d]
double[] contextMatrix = [0.1, 0.4, -0.2, 0.3, 0.6, -0.1, 0.2, 0.2]; // W′ [V, d], row by row
int[] context = [0, 2];

double Loss()
{
    var logits = Enumerable.Range(0, 4).Select(word => contextMatrix[2 * word] * centre[0] + contextMatrix[2 * word + 1] * centre[1]).ToArray();
    return -context.Sum(word => logits[word]) + context.Length * Math.Log(logits.Sum(Math.Exp));
}

// By hand: ∂L/∂h = W′ᵀ(C·p − Σ_c y_c), ∂L/∂W′ = (C·p − Σ_c y_c) ⊗ h.
var scores = Enumerable.Range(0, 4).Select(word => Math.Exp(contextMatrix[2 * word] * centre[0] + contextMatrix[2 * word + 1] * centre[1])).ToArray();
var error = scores.Select((score, word) => context.Length * score / scores.Sum() - context.Count(other => other == word)).ToArray(); // [V]
double[] byHand = [.. Enumerable.Range(0, 2).Select(j => Enumerable.Range(0, 4).Sum(word => error[word] * contextMatrix[2 * word + j]))];

// By finite differences.
const double step = 1e-6;
var numeric = new double[2];
for (var j = 0; j < 2; j++)
{
    var kept = centre[j];
    centre[j] = kept + step;
    var above = Loss();
    centre[j] = kept - step;
    numeric[j] = (above - Loss()) / (2 * step);
    centre[j] = kept;
}

var gradients = FullSoftmaxGradients.Of(centre, contextMatrix, context);
Console.WriteLine($"loss\t{gradients.Loss:F6}\tby hand {Loss():F6}");
for (var j = 0; j < 2; j++)
    Console.WriteLine($"dL/dh_{j}\t{gradients.Centre[j]:F6}\tby hand {byHand[j]:F6}\tnumeric {numeric[j]:F6}");
