namespace Assay.Threshold.Specifications.RegularExpressions.Internals;

/// <summary>What a term of a regular expression is.</summary>
internal enum TermKind
{
    Nothing,
    EmptyWord,
    OneOf,
    Concatenation,
    Repetition,
    Union,
    Intersection,
    Complement,
}
