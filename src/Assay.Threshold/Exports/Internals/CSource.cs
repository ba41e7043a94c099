using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Assay.Core.Errors;
using Assay.Threshold.Networks;

namespace Assay.Threshold.Exports.Internals;

/// <summary>A network as one file of C99 that can be included anywhere: static tables and static inline functions.</summary>
internal static partial class CSource
{
    public static string Of(ThresholdNetwork network, string name)
    {
        if (!NamePattern().IsMatch(name)) throw new InputException($"'{name}' cannot begin names in C; give a letter and up to 40 letters, digits and underscores.");
        var tables = new IntegerTables(network, "C99");
        var number = tables.IsNarrow ? "int32_t" : "int64_t";
        Func<BigInteger, string> literal = tables.IsNarrow ? IntegerTables.Plain : value => $"INT64_C({IntegerTables.Plain(value)})";
        var (m, n, k, p) = (tables.Inputs, tables.Hidden, tables.State, tables.Outputs);
        var hidden = n == 0 ? ("", "") : (
            $$"""
            /* Of each hidden unit: what its sum starts with, {{m}} input weights, {{k}} state weights. */
            static const {{number}} {{name}}_hidden[{{n}}][{{1 + m + k}}] = {
            {{IntegerTables.Text(tables.HiddenRows, "{", "}", literal)}}};

            /* Of each hidden unit: what it adds to the sum of each state bit while it is on. */
            static const {{number}} {{name}}_shares[{{n}}][{{k}}] = {
            {{IntegerTables.Text(tables.ShareRows, "{", "}", literal)}}};


            """, $$"""
                for (u = 0; u < {{n}}; u++) {
                    {{number}} sum = {{name}}_hidden[u][0];
            {{(m == 0 ? "" : $"        for (i = 0; i < {m}; i++) if (input >> i & 1) sum += {name}_hidden[u][1 + i];\n")}}        for (i = 0; i < {{k}}; i++) if (state >> i & 1) sum += {{name}}_hidden[u][{{1 + m}} + i];
                    if (sum > 0) for (i = 0; i < {{k}}; i++) sums[i] += {{name}}_shares[u][i];
                }

            """);
        // Whole sums are above the threshold where they are above zero: what they must exceed is what they start with, negated.
        return $$"""
            /* A recurrent network of {{n}} hidden units and {{k}} state bits that are on where their sum is above zero; written by Assay.
               Each step takes {{m}} input bits and gives {{p}} output bits, the first one lowest. No sum leaves {{(tables.IsNarrow ? 32 : 64)}} bits. */
            #ifndef ASSAY_NETWORK_{{name}}
            #define ASSAY_NETWORK_{{name}}

            #include <stdint.h>

            typedef struct {
                uint64_t state; /* {{k}} bits */
                uint32_t first; /* 1 before the first step */
            } {{name}}_network;

            {{hidden.Item1}}/* Of each state bit: what its sum starts with, the same in the first step, {{k}} state weights. */
            static const {{number}} {{name}}_state[{{k}}][{{2 + k}}] = {
            {{IntegerTables.Text(tables.StateRows, "{", "}", literal)}}};

            /* Puts the network before its first step. */
            static inline void {{name}}_reset({{name}}_network *network) {
                network->state = UINT64_C({{tables.Initial.ToString(CultureInfo.InvariantCulture)}});
                network->first = 1;
            }

            /* One step: input bits in, output bits out. */
            static inline uint32_t {{name}}_step({{name}}_network *network, uint32_t input) {
                const uint64_t state = network->state;
                uint64_t next = 0;
                {{number}} sums[{{k}}];
                int {{(n == 0 ? "" : "u, ")}}i, j;
            {{(m == 0 || n == 0 ? "    (void)input;\n" : "")}}    for (j = 0; j < {{k}}; j++) {
                    sums[j] = {{name}}_state[j][network->first ? 1 : 0];
                    for (i = 0; i < {{k}}; i++) if (state >> i & 1) sums[j] += {{name}}_state[j][2 + i];
                }
            {{hidden.Item2}}    for (j = 0; j < {{k}}; j++) if (sums[j] > 0) next |= UINT64_C(1) << j;
                network->state = next;
                network->first = 0;
                return (uint32_t)(next & UINT64_C({{(1UL << p) - 1}}));
            }

            #endif

            """.ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,40}\z")]
    private static partial Regex NamePattern();
}
