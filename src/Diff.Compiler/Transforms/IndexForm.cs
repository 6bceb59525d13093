using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// An integer as a polynomial in values that are not looked into: loop indices, lengths, parameters. Two places of an array are compared
/// by the difference of their polynomials. Overflow is left out: an index that wrapped around is no index of an array.
/// </summary>
internal sealed class IndexForm
{
    private const int MostTerms = 24;

    public static readonly IndexForm Zero = new([]);

    /// <summary>Products of values, sorted, with their coefficients; none is 0.</summary>
    private readonly List<(Value[] Factors, long Coefficient)> _terms;

    private IndexForm(List<(Value[] Factors, long Coefficient)> terms)
    {
        _terms = terms;
    }

    /// <summary>The number, if this is one.</summary>
    public long? Number => _terms.Count == 0 ? 0 : _terms.Count == 1 && _terms[0].Factors.Length == 0 ? _terms[0].Coefficient : null;

    /// <summary>All values that it is made of.</summary>
    public IEnumerable<Value> Atoms => _terms.SelectMany(t => t.Factors);

    /// <summary>The products and what they are multiplied by.</summary>
    public IReadOnlyList<(Value[] Factors, long Coefficient)> Terms => _terms;

    public static IndexForm Of(long number) => number == 0 ? Zero : new([([], number)]);

    public static IndexForm Of(Value atom) => new([([atom], 1)]);

    public static IndexForm operator +(IndexForm left, IndexForm right) => Sum(left._terms.Concat(right._terms));

    public static IndexForm operator -(IndexForm left, IndexForm right) => left + (right * Of(-1));

    public static IndexForm operator *(IndexForm left, IndexForm right) =>
        Sum(left._terms.SelectMany(l => right._terms.Select(r => (Sorted(l.Factors, r.Factors), l.Coefficient * r.Coefficient))));

    /// <summary>Whether it has become too large to be worth looking at.</summary>
    public bool IsUnwieldy => _terms.Count > MostTerms;

    /// <summary>Whether two are the same polynomial.</summary>
    public bool IsSameAs(IndexForm other) => (this - other)._terms.Count == 0;

    /// <summary>Splits off what a value is multiplied by; false where it stands in a square.</summary>
    public bool TrySplit(Value atom, out IndexForm stride, out IndexForm rest)
    {
        stride = rest = Zero;
        List<(Value[], long)> with = [];
        List<(Value[], long)> without = [];
        foreach ((Value[] factors, long coefficient) in _terms)
        {
            int count = factors.Count(f => f == atom);
            if (count > 1)
            {
                return false;
            }

            if (count == 1)
            {
                with.Add(([.. factors.Where(f => f != atom)], coefficient));
            }
            else
            {
                without.Add((factors, coefficient));
            }
        }

        stride = new IndexForm(with);
        rest = new IndexForm(without);
        return true;
    }

    /// <summary>The polynomial with a value replaced by another polynomial.</summary>
    public IndexForm Replace(Value atom, IndexForm by)
    {
        IndexForm result = Zero;
        foreach ((Value[] factors, long coefficient) in _terms)
        {
            IndexForm term = Of(coefficient);
            foreach (Value factor in factors)
            {
                term *= factor == atom ? by : Of(factor);
            }

            result += term;
        }

        return result;
    }

    /// <summary>Whether it is certainly at least 0 where certain values are at least a number each.</summary>
    /// <param name="leastOf">The smallest number that a value can be, or null.</param>
    public bool IsAtLeastZero(Func<Value, long?> leastOf)
    {
        // Each value is its least plus something that is at least 0; then no coefficient may be negative.
        IndexForm shifted = this;
        foreach (Value atom in Atoms.Distinct().ToList())
        {
            if (leastOf(atom) is not { } least)
            {
                return false;
            }

            if (least != 0)
            {
                shifted = shifted.Replace(atom, Of(atom) + Of(least));
            }
        }

        return shifted._terms.All(t => t.Coefficient >= 0);
    }

    /// <summary>The number that this is, computed from its values where these are known.</summary>
    public Value Emit(Builder builder)
    {
        Value? sum = null;
        foreach ((Value[] factors, long coefficient) in _terms)
        {
            Value? product = coefficient == 1 && factors.Length > 0 ? null : builder.Int((int)coefficient);
            foreach (Value factor in factors)
            {
                product = product is null ? factor : builder.Let(Primitives.Multiply, product, factor);
            }

            sum = sum is null ? product : builder.Let(Primitives.Add, sum, product!);
        }

        return sum ?? builder.Int(0);
    }

    /// <inheritdoc/>
    public override string ToString() => _terms.Count == 0 ? "0"
        : string.Join(" + ", _terms.Select(t => string.Join(" ", new[] { t.Coefficient.ToString(System.Globalization.CultureInfo.InvariantCulture) }.Concat(t.Factors.Select(f => f.ToString())))));

    private static Value[] Sorted(Value[] left, Value[] right)
    {
        Value[] all = [.. left, .. right];
        Array.Sort(all, (a, b) => a.Id.CompareTo(b.Id));
        return all;
    }

    private static IndexForm Sum(IEnumerable<(Value[] Factors, long Coefficient)> terms)
    {
        List<(Value[] Factors, long Coefficient)> sums = [];
        foreach ((Value[] factors, long coefficient) in terms)
        {
            int known = sums.FindIndex(s => s.Factors.SequenceEqual(factors));
            if (known < 0)
            {
                sums.Add((factors, coefficient));
            }
            else
            {
                sums[known] = (factors, sums[known].Coefficient + coefficient);
            }
        }

        sums.RemoveAll(s => s.Coefficient == 0);
        return new IndexForm(sums);
    }
}
