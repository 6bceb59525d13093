using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;

namespace Diff.Compiler.Transforms;

/// <summary>
/// Mutable variables to values assigned once: what a loop changes becomes its carried values, what a branch changes its
/// results. Copies vanish; a value takes the name of the variable it was first assigned to.
/// </summary>
internal sealed class SsaConstruction
{
    private readonly IdSource _ids;
    private readonly Dictionary<int, Value> _variables = [];
    private readonly Dictionary<int, string> _names = [];

    private SsaConstruction(Function function)
    {
        _ids = new IdSource(function.NextId);
    }

    /// <summary>Converts a function whose control flow is normalised.</summary>
    public static Function Run(Function function)
    {
        SsaConstruction pass = new(function);
        Dictionary<int, Value> environment = [];
        foreach (Parameter parameter in function.Parameters)
        {
            environment[parameter.Value.Id] = parameter.Value;
            pass._variables[parameter.Value.Id] = parameter.Value;
        }

        Builder builder = new(pass._ids);
        pass.Convert(function.Body, environment, builder);
        Block body = builder.ToBlock(function.Body.Yields.Select(v => pass.Resolve(v, environment)));
        return function with { Body = pass.Named(body), NextId = pass._ids.Next };
    }

    private Value Resolve(Value value, Dictionary<int, Value> environment) =>
        environment.TryGetValue(value.Id, out Value current) ? current : value;

    /// <summary>Converts a block; false where its end is never reached.</summary>
    private bool Convert(Block block, Dictionary<int, Value> environment, Builder builder)
    {
        foreach (Op op in block.Ops)
        {
            builder.Origin = op.Origin;
            switch (op)
            {
                case Let { Primitive: { } primitive } copy when primitive == Primitives.Copy:
                    Value source = Resolve(copy.Arguments[0], environment);
                    environment[copy.Result.Id] = source;
                    _variables[copy.Result.Id] = copy.Result;
                    if (copy.Result.Name.Length > 0 && source.Name.Length == 0 && !_names.ContainsKey(source.Id))
                    {
                        _names[source.Id] = copy.Result.Name;
                    }

                    break;
                case If branch:
                    ConvertIf(branch, environment, builder);
                    break;
                case Loop loop:
                    ConvertLoop(loop, environment, builder);
                    break;
                case Throw:
                    builder.Add(op.Map(v => Resolve(v, environment), v => v, b => b));
                    return false;
                default:
                    builder.Add(op.Map(v => Resolve(v, environment), v => v, b => b));
                    break;
            }
        }

        return true;
    }

    private void ConvertIf(If branch, Dictionary<int, Value> environment, Builder builder)
    {
        Value condition = Resolve(branch.Condition, environment);
        Dictionary<int, Value> whenTrue = new(environment);
        Dictionary<int, Value> whenFalse = new(environment);
        Builder thenBuilder = builder.Nested();
        Builder elseBuilder = builder.Nested();
        bool thenEnds = Convert(branch.Then, whenTrue, thenBuilder);
        bool elseEnds = Convert(branch.Else, whenFalse, elseBuilder);
        List<Value> results = [];
        List<Value> thenYields = [];
        List<Value> elseYields = [];
        foreach (int id in Assigned(branch).OrderBy(id => id))
        {
            if (!whenTrue.TryGetValue(id, out Value left) || !whenFalse.TryGetValue(id, out Value right))
            {
                // Declared inside one branch, so not visible behind it.
                continue;
            }

            if (!thenEnds || !elseEnds)
            {
                Value only = thenEnds ? left : right;
                bool isVisible = (thenEnds ? whenTrue : whenFalse).TryGetValue(id, out _) && environment.TryGetValue(id, out Value before) && before == only;
                if (isVisible)
                {
                    continue;
                }
            }

            if (left == right)
            {
                environment[id] = left;
                continue;
            }

            Value variable = _variables[id];
            Value result = _ids.NewValue(variable.Type, variable.Name);
            results.Add(result);
            thenYields.Add(thenEnds ? left : Dead(thenBuilder, variable, left, environment));
            elseYields.Add(elseEnds ? right : Dead(elseBuilder, variable, right, environment));
            environment[id] = result;
        }

        builder.Add(new If(condition, thenBuilder.ToBlock(thenYields), elseBuilder.ToBlock(elseYields), results.ToEquatable())
        {
            Region = _ids.NewRegion(), Origin = branch.Origin,
        });
    }

    /// <summary>Variables that the blocks of a construct assign.</summary>
    private static HashSet<int> Assigned(Op construct)
    {
        HashSet<int> assigned = [];
        foreach (Block block in construct.Blocks())
        {
            foreach (Op op in block.Descendants())
            {
                if (op is Let { Primitive: { } primitive } copy && primitive == Primitives.Copy)
                {
                    assigned.Add(copy.Result.Id);
                }
            }
        }

        return assigned;
    }

    /// <summary>What a branch yields that ends in a throw: anything that is in scope.</summary>
    private static Value Dead(Builder builder, Value variable, Value value, Dictionary<int, Value> environment) =>
        environment.TryGetValue(variable.Id, out Value before) ? before : value;

    private void ConvertLoop(Loop loop, Dictionary<int, Value> environment, Builder builder)
    {
        List<int> ids = Assigned(loop).Where(environment.ContainsKey).OrderBy(id => id).ToList();
        Dictionary<int, Value> inside = new(environment);
        List<Value> carried = [];
        foreach (int id in ids)
        {
            Value parameter = _ids.NewValue(_variables[id].Type, _variables[id].Name);
            carried.Add(parameter);
            inside[id] = parameter;
        }

        Dictionary<int, Value> test = new(inside);
        Builder header = builder.Nested();
        Convert(loop.Header, test, header);
        Block headerBlock = header.ToBlock(Resolve(loop.Condition, test));
        Builder body = builder.Nested();
        Convert(loop.Body, inside, body);
        Convert(loop.Update, inside, body);
        List<Value> initial = ids.Select(id => environment[id]).ToList();
        List<Value> results = [];
        foreach (int id in ids)
        {
            Value result = _ids.NewValue(_variables[id].Type, _variables[id].Name);
            results.Add(result);
            environment[id] = result;
        }

        builder.Add(new While(
            initial.ToEquatable(), carried.ToEquatable(), headerBlock, body.ToBlock(ids.Select(id => inside[id])), results.ToEquatable())
        {
            Region = _ids.NewRegion(), Origin = loop.Origin,
        });
    }

    private Block Named(Block block) => new(
        block.Ops.Map(op => op.Map(Named, Named, Named)),
        block.Yields.Map(Named));

    private Value Named(Value value) => _names.TryGetValue(value.Id, out string name) ? value with { Name = name } : value;
}
