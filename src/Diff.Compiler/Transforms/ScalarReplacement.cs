using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Makes values of the elements of local arrays that are short and of which every place is a literal, as in code of small vectors and
/// matrices: a store gives the element a new value, a load is the value that it has. Branches yield them, loops carry them. An array that is
/// handed to anything else, or of which a place is not known or is outside, stays memory, so that everything throws as before.
/// </summary>
internal sealed class ScalarReplacement
{
    private const int LongestArray = 16;

    private readonly IdSource _ids;
    private readonly Dictionary<Value, View> _views;
    private readonly Dictionary<Value, long> _literals;
    private readonly Dictionary<Value, string> _names = [];
    private readonly Dictionary<Value, Value> _contents = [];

    private ScalarReplacement(IdSource ids, Dictionary<Value, View> views, Dictionary<Value, long> literals)
    {
        _ids = ids;
        _views = views;
        _literals = literals;
    }

    /// <summary>An array, or a part of it.</summary>
    private readonly record struct View(Value Array, int Start, int Length);

    /// <summary>An element of an array.</summary>
    private readonly record struct Element(Value Array, int Place);

    /// <param name="function">In SSA, simplified.</param>
    public static Function Run(Function function)
    {
        Dictionary<Value, long> literals = [];
        foreach (ConstantOp constant in function.Body.Descendants().OfType<ConstantOp>().Where(c => c.Constant.Type == IrType.Int))
        {
            literals[constant.Result] = constant.Constant.Bits;
        }

        Dictionary<Value, View> views = ViewsOf(function.Body, literals);
        if (views.Count == 0)
        {
            return function;
        }

        IdSource ids = new(function.NextId);
        ScalarReplacement pass = new(ids, views, literals);
        pass.FindNames(function.Body);
        Block body = pass.Rewrite(function.Body, []);
        return function with { Body = body, NextId = ids.Next };
    }

    /// <summary>The arrays that can be replaced, and the parts of them.</summary>
    private static Dictionary<Value, View> ViewsOf(Block body, Dictionary<Value, long> literals)
    {
        Dictionary<Value, View> views = [];
        HashSet<Value> kept = [];
        Keep(body.Yields);
        foreach (Op op in body.Descendants())
        {
            switch (op)
            {
                case Allocate allocate when literals.TryGetValue(allocate.Length, out long length) && length is > 0 and <= LongestArray
                    && allocate.Result.Type.Kind is not (ScalarKind.Object or ScalarKind.Struct or ScalarKind.Generic):
                    views.Add(allocate.Result, new View(allocate.Result, 0, (int)length));
                    break;
                case Slice slice when views.TryGetValue(slice.Buffer, out View whole) && IsInside(slice, whole, out View part):
                    views.Add(slice.Result, part);
                    break;
                case Load load when IsAt(load.Buffer, load.Index):
                case Store store when IsAt(store.Buffer, store.Index):
                    break;
                default:
                    Keep(op.Uses());
                    break;
            }

            foreach (Block inner in op.Blocks())
            {
                Keep(inner.Yields);
            }
        }

        return views.Where(v => !kept.Contains(v.Value.Array)).ToDictionary(v => v.Key, v => v.Value);

        void Keep(IEnumerable<Value> values)
        {
            foreach (Value value in values)
            {
                if (value.Type.IsBuffer && views.TryGetValue(value, out View view))
                {
                    kept.Add(view.Array);
                }
            }
        }

        bool IsAt(Value buffer, Value index) => views.TryGetValue(buffer, out View view)
            && literals.TryGetValue(index, out long place) && place >= 0 && place < view.Length;

        bool IsInside(Slice slice, View whole, out View part)
        {
            bool isKnown = literals.TryGetValue(slice.Start, out long start) & literals.TryGetValue(slice.Length, out long length);
            bool isInside = isKnown && start >= 0 && length >= 0 && start + length <= whole.Length;
            part = isInside ? new View(whole.Array, whole.Start + (int)start, (int)length) : default;
            return isInside;
        }
    }

    /// <summary>Values without a name that become elements are called after them.</summary>
    private void FindNames(Block body)
    {
        Dictionary<Value, Op> definitions = body.DefinitionsInside();
        foreach (Store store in body.Descendants().OfType<Store>())
        {
            if (ElementOf(store.Buffer, store.Index) is { } element && store.Operand.Name.Length == 0 && !_names.ContainsKey(store.Operand)
                && definitions.TryGetValue(store.Operand, out Op op) && op is Let or Load)
            {
                _names.Add(store.Operand, NameOf(element));
            }
        }
    }

    private static string NameOf(Element element)
    {
        string name = element.Array.Name;
        string separator = name.Length > 0 && char.IsDigit(name[name.Length - 1]) ? "_" : "";
        return name.Length == 0 ? "" : name + separator + element.Place.ToString(CultureInfo.InvariantCulture);
    }

    private Element? ElementOf(Value buffer, Value index) =>
        _views.TryGetValue(buffer, out View view) ? new Element(view.Array, view.Start + (int)_literals[index]) : null;

    private Value NewValue(Element element) => _ids.NewValue(element.Array.Type.Element, NameOf(element));

    private Value Define(Value value) => _names.TryGetValue(value, out string name) ? value with { Name = name } : value;

    private Value Use(Value value) => Define(_contents.TryGetValue(value, out Value content) ? content : value);

    /// <summary>Replaces in a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="elements">What each element is where the block starts; where it ends, on return.</param>
    private Block Rewrite(Block block, Dictionary<Element, Value> elements)
    {
        Builder builder = new(_ids);
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            switch (op)
            {
                case Allocate { Result: { } array } when _views.TryGetValue(array, out View whole):
                    Value zero = builder.Constant(Constant.Default(array.Type.Element));
                    for (int i = 0; i < whole.Length; i++)
                    {
                        elements[new Element(array, i)] = zero;
                    }

                    break;
                case Slice slice when _views.ContainsKey(slice.Result):
                    break;
                case Load load when ElementOf(load.Buffer, load.Index) is { } read:
                    _contents[load.Result] = elements[read];
                    break;
                case Store store when ElementOf(store.Buffer, store.Index) is { } written:
                    elements[written] = Use(store.Operand);
                    break;
                case If branch:
                    RewriteIf(branch, elements, builder);
                    break;
                case For loop:
                    RewriteFor(loop, elements, builder);
                    break;
                case While loop:
                    RewriteWhile(loop, elements, builder);
                    break;
                default:
                    builder.Add(op.Map(Use, Define, b => b));
                    break;
            }
        }

        return builder.ToBlock(block.Yields.Select(Use));
    }

    private void RewriteIf(If branch, Dictionary<Element, Value> elements, Builder builder)
    {
        Dictionary<Element, Value> whenTrue = new(elements);
        Dictionary<Element, Value> whenFalse = new(elements);
        Block then = Rewrite(branch.Then, whenTrue);
        Block otherwise = Rewrite(branch.Else, whenFalse);
        List<Element> changed = [.. elements.Keys.Where(e => whenTrue[e] != whenFalse[e])];
        foreach (Element element in elements.Keys.ToList())
        {
            elements[element] = whenTrue[element];
        }

        List<Value> results = [];
        foreach (Element element in changed)
        {
            elements[element] = NewValue(element);
            results.Add(elements[element]);
        }

        builder.Add(branch with
        {
            Condition = Use(branch.Condition),
            Then = then with { Yields = then.Yields.Concat(changed.Select(e => whenTrue[e])).ToEquatable() },
            Else = otherwise with { Yields = otherwise.Yields.Concat(changed.Select(e => whenFalse[e])).ToEquatable() },
            Results = branch.Results.Concat(results).ToEquatable(),
        });
    }

    private void RewriteFor(For loop, Dictionary<Element, Value> elements, Builder builder)
    {
        List<Element> written = WrittenIn(loop.Body, elements);
        List<Value> initial = [.. loop.Initial.Select(Use), .. written.Select(e => elements[e])];
        Dictionary<Element, Value> inside = Carried(written, elements, out List<Value> carried);
        Block body = Rewrite(loop.Body, inside);
        builder.Add(loop with
        {
            From = Use(loop.From),
            To = Use(loop.To),
            Initial = initial.ToEquatable(),
            Carried = loop.Carried.Concat(carried).ToEquatable(),
            Body = body with { Yields = body.Yields.Concat(written.Select(e => inside[e])).ToEquatable() },
            Results = loop.Results.Concat(Results(written, elements)).ToEquatable(),
        });
    }

    private void RewriteWhile(While loop, Dictionary<Element, Value> elements, Builder builder)
    {
        List<Element> written = WrittenIn(loop.Body, elements);
        List<Value> initial = [.. loop.Initial.Select(Use), .. written.Select(e => elements[e])];
        Dictionary<Element, Value> inside = Carried(written, elements, out List<Value> carried);
        Block header = Rewrite(loop.Header, new(inside));
        Block body = Rewrite(loop.Body, inside);
        builder.Add(loop with
        {
            Initial = initial.ToEquatable(),
            Carried = loop.Carried.Concat(carried).ToEquatable(),
            Header = header,
            Body = body with { Yields = body.Yields.Concat(written.Select(e => inside[e])).ToEquatable() },
            Results = loop.Results.Concat(Results(written, elements)).ToEquatable(),
        });
    }

    /// <summary>The elements that a loop writes of arrays that were there before it.</summary>
    private List<Element> WrittenIn(Block body, Dictionary<Element, Value> elements) => [.. body.Descendants().OfType<Store>()
        .Select(s => ElementOf(s.Buffer, s.Index)).OfType<Element>().Where(elements.ContainsKey).Distinct()
        .OrderBy(e => e.Array.Id).ThenBy(e => e.Place)];

    private Dictionary<Element, Value> Carried(List<Element> written, Dictionary<Element, Value> elements, out List<Value> carried)
    {
        Dictionary<Element, Value> inside = new(elements);
        carried = [];
        foreach (Element element in written)
        {
            inside[element] = NewValue(element);
            carried.Add(inside[element]);
        }

        return inside;
    }

    private List<Value> Results(List<Element> written, Dictionary<Element, Value> elements)
    {
        foreach (Element element in written)
        {
            elements[element] = NewValue(element);
        }

        return [.. written.Select(e => elements[e])];
    }
}
