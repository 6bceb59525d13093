using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>switch statements and expressions, and the patterns in them.</summary>
internal sealed partial class FunctionLowering
{
    private readonly Stack<(ISwitchOperation Switch, HashSet<ISwitchCaseOperation> Open)> _switches = new();

    private void LowerSwitch(ISwitchOperation @switch)
    {
        Value subject = Subject(@switch.Value, @switch);

        _switches.Push((@switch, []));
        try
        {
            Block body = Nested(() => Inside(Leaving.Switch, () => SwitchCases(@switch, subject)));
            _builder.Add(new Breakable(body));
        }
        finally
        {
            _switches.Pop();
        }
    }

    private Value Subject(IOperation operation, IOperation site)
    {
        IrType type = Map(operation.Type);
        return type.IsBuffer || type.Shape == Shape.Scalar && (type.Kind != ScalarKind.Object || operation.Type?.SpecialType == SpecialType.System_String)
            ? Expression(operation)
            : throw Unsupported(site, "switch is supported over numbers, characters, Booleans, enums, strings, structs of numbers, and arrays and spans");
    }

    /// <summary>
    /// goto case: the section's statements once more, here. Every section ends in a jump of its own, so what follows is never reached.
    /// </summary>
    private void GoToCase(IBranchOperation branch)
    {
        (ISwitchOperation @switch, HashSet<ISwitchCaseOperation> open) = _switches.Peek();
        ISwitchCaseOperation section = @switch.Cases.FirstOrDefault(
                c => c.Clauses.Any(l => l.Label is not null && SymbolEqualityComparer.Default.Equals(l.Label, branch.Target)))
            ?? throw Unsupported(branch, "goto case is supported within its own switch only");
        if (!open.Add(section))
        {
            throw Unsupported(branch, "goto case in a circle is not supported; use a loop");
        }

        Leave(kind => kind == Leaving.Switch, () => Section(section));
        open.Remove(section);
    }

    private void Section(ISwitchCaseOperation section)
    {
        foreach (IOperation statement in section.Body)
        {
            Statement(statement);
        }
    }

    private Value SwitchExpression(ISwitchExpressionOperation choice)
    {
        Value subject = Subject(choice.Value, choice);
        IrType type = Map(choice.Type);
        if (type.Kind == ScalarKind.Object)
        {
            throw Unsupported(choice, "switch expressions are supported where they give numbers, structs of numbers or buffers");
        }

        Value result = NewVariable(type, "");
        Assign(result, DefaultOf(type));
        Arm(0);
        return Read(result);

        void Arm(int position)
        {
            if (position == choice.Arms.Length)
            {
                _builder.Add(new Throw("new global::System.Runtime.CompilerServices.SwitchExpressionException()", default));
                return;
            }

            ISwitchExpressionArmOperation arm = choice.Arms[position];
            if (arm is { Pattern: IDiscardPatternOperation, Guard: null })
            {
                AssignOrThrow(result, arm.Value);
                return;
            }

            Value match = Pattern(arm.Pattern, subject);
            Value matches = arm.Guard is null ? match : ShortCircuit(match, () => Expression(arm.Guard), isAnd: true);
            Block whenTrue = Nested(() => AssignOrThrow(result, arm.Value));
            Block whenFalse = Nested(() => Arm(position + 1));
            _builder.Add(new If(matches, whenTrue, whenFalse, default));
        }
    }

    /// <summary>if (case 1) … else if (case 2) … else (default), whatever the order in the source: no section falls through.</summary>
    private void SwitchCases(ISwitchOperation @switch, Value subject)
    {
        ISwitchCaseOperation? defaultCase = @switch.Cases.FirstOrDefault(HasDefault);
        List<ISwitchCaseOperation> cases = @switch.Cases.Where(c => c != defaultCase).ToList();
        Chain(0);

        void Chain(int position)
        {
            if (position == cases.Count)
            {
                if (defaultCase is not null)
                {
                    InSection(defaultCase);
                }

                return;
            }

            ISwitchCaseOperation current = cases[position];
            _builder.Origin = OriginOf(current.Syntax);
            Value? matches = null;
            foreach (ICaseClauseOperation clause in current.Clauses)
            {
                Value match = Match(clause, subject);
                matches = matches is null ? match : Let(Primitives.Or, IrType.Bool, matches, match);
            }

            Block whenTrue = Nested(() => InSection(current));
            Block whenFalse = Nested(() => Chain(position + 1));
            _builder.Add(new If(matches!, whenTrue, whenFalse, default));
        }
    }

    private void InSection(ISwitchCaseOperation section)
    {
        HashSet<ISwitchCaseOperation> open = _switches.Peek().Open;
        open.Add(section);
        Section(section);
        open.Remove(section);
    }

    private static bool HasDefault(ISwitchCaseOperation section) => section.Clauses.Any(c => c.CaseKind == CaseKind.Default);

    private Value Match(ICaseClauseOperation clause, Value subject)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation single:
                return _builder.Compare(Primitives.Equal, subject, ConvertTo(Expression(single.Value), subject.Type));
            case IPatternCaseClauseOperation pattern:
                Value match = Pattern(pattern.Pattern, subject);
                return pattern.Guard is null ? match : ShortCircuit(match, () => Expression(pattern.Guard), isAnd: true);
            default:
                throw Unsupported(clause, "this case label is not supported; use constants or comparisons");
        }
    }

    private Value Pattern(IPatternOperation pattern, Value subject)
    {
        switch (pattern)
        {
            case IListPatternOperation or IRecursivePatternOperation or IConstantPatternOperation when subject.Type.IsBuffer:
                return MemoryPattern(pattern, subject);
            case IRelationalPatternOperation when subject.Type.IsBuffer:
                throw Unsupported(pattern, "this pattern is not supported; use constants or comparisons");
            case IRecursivePatternOperation recursive when subject.Type is { IsStruct: true, Layout: { } layout }:
                return StructPattern(recursive, subject, layout);
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol declared, MatchesNull: true }:
                // var x: matches everything and gives it a name.
                Assign(Variable(declared, declared.Type), subject);
                return _builder.Bool(true);
            case IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol declared }
                when SymbolEqualityComparer.Default.Equals(declared.Type, declaration(pattern)):
                Assign(Variable(declared, declared.Type), subject);
                return _builder.Bool(true);
            case IConstantPatternOperation or IRelationalPatternOperation when subject.Type.IsStruct:
                throw Unsupported(pattern, "this pattern of a struct is not supported; match its fields");
            case IConstantPatternOperation constant:
                return _builder.Compare(Primitives.Equal, subject, ConvertTo(Expression(constant.Value), subject.Type));
            case IRelationalPatternOperation relational when Comparison(relational.OperatorKind) is { } comparison:
                return _builder.Compare(comparison, subject, ConvertTo(Expression(relational.Value), subject.Type));
            case INegatedPatternOperation negated:
                return Let(Primitives.Not, IrType.Bool, Pattern(negated.Pattern, subject));
            case IBinaryPatternOperation binary:
                Primitive combine = binary.OperatorKind == BinaryOperatorKind.And ? Primitives.And : Primitives.Or;
                return Let(combine, IrType.Bool, Pattern(binary.LeftPattern, subject), Pattern(binary.RightPattern, subject));
            case IDiscardPatternOperation:
                return _builder.Bool(true);
            case ITypePatternOperation type when SymbolEqualityComparer.Default.Equals(type.MatchedType, type.InputType) && type.InputType.IsValueType:
                return _builder.Bool(true);
            default:
                throw Unsupported(pattern, "this pattern is not supported; use constants or comparisons");
        }

        static ITypeSymbol? declaration(IPatternOperation pattern) => pattern.InputType;
    }

    /// <summary>(0, _), { X: &gt; 0 }: every part of a tuple or struct against a pattern of its own.</summary>
    private Value StructPattern(IRecursivePatternOperation pattern, Value subject, StructLayout layout)
    {
        Value all = _builder.Bool(true);
        for (int i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            if (i >= layout.Fields.Count)
            {
                throw Unsupported(pattern, "this pattern is not supported; match the fields by name");
            }

            IPatternOperation part = pattern.DeconstructionSubpatterns[i];
            Value field = FieldOf(subject, layout.Fields[i]);
            all = ShortCircuit(all, () => Pattern(part, field), isAnd: true);
        }

        foreach (IPropertySubpatternOperation part in pattern.PropertySubpatterns)
        {
            ISymbol? member = (part.Member as IMemberReferenceOperation)?.Member;
            if (member is not null && FieldFor(member, member.ContainingType) is { } field)
            {
                Value value = FieldOf(subject, field);
                all = ShortCircuit(all, () => Pattern(part.Pattern, value), isAnd: true);
                continue;
            }

            if (member is not IPropertySymbol { IsStatic: false, GetMethod: { } getter } || !Map(member.ContainingType).IsStruct || _module.SourceOf(getter) is null)
            {
                throw Unsupported(part, "this pattern is not supported; match fields and properties of structs");
            }

            all = ShortCircuit(all, () => Pattern(part.Pattern, Call(_types.Apply(getter), new Place(subject, null, null), [], part)!), isAnd: true);
        }

        if (pattern.DeclaredSymbol is ILocalSymbol declared)
        {
            Assign(Variable(declared, declared.Type), subject);
        }

        return all;
    }

    /// <summary>null, { Length: &gt; 1 }, [var first, .., var last]: an array or span by its length and its elements.</summary>
    private Value MemoryPattern(IPatternOperation pattern, Value subject)
    {
        switch (pattern)
        {
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                return IsNull(subject);
            case IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0 } recursive:
                Value there = IsThere(recursive.InputType, subject);
                foreach (IPropertySubpatternOperation part in recursive.PropertySubpatterns)
                {
                    if ((part.Member as IMemberReferenceOperation)?.Member is not IPropertySymbol { Name: "Length" })
                    {
                        throw Unsupported(part, "this pattern is not supported; match Length");
                    }

                    there = ShortCircuit(there, () => Pattern(part.Pattern, LengthOf(subject)), isAnd: true);
                }

                Name(recursive.DeclaredSymbol);
                return there;
            case IListPatternOperation list:
                Value all = ListPattern(list, subject);
                Name(list.DeclaredSymbol);
                return all;
            default:
                throw Unsupported(pattern, "this pattern is not supported; use constants or comparisons");
        }

        void Name(ISymbol? symbol)
        {
            if (symbol is ILocalSymbol declared)
            {
                Assign(Variable(declared, declared.Type), subject);
            }
        }
    }

    /// <summary>Whether an array is not null; a span always is there.</summary>
    private Value IsThere(ITypeSymbol type, Value subject) =>
        type is IArrayTypeSymbol ? Let(Primitives.Not, IrType.Bool, IsNull(subject)) : _builder.Bool(true);

    private Value ListPattern(IListPatternOperation list, Value subject)
    {
        int slice = -1;
        for (int i = 0; i < list.Patterns.Length; i++)
        {
            slice = list.Patterns[i] is ISlicePatternOperation ? i : slice;
        }

        int least = list.Patterns.Length - (slice >= 0 ? 1 : 0);
        Value all = ShortCircuit(
            IsThere(list.InputType, subject),
            () => _builder.Compare(slice >= 0 ? Primitives.GreaterOrEqual : Primitives.Equal, LengthOf(subject), _builder.Int(least)),
            isAnd: true);
        for (int i = 0; i < list.Patterns.Length; i++)
        {
            int position = i;
            IPatternOperation part = list.Patterns[i];
            if (part is IDiscardPatternOperation or ISlicePatternOperation { Pattern: null })
            {
                continue;
            }

            all = ShortCircuit(
                all,
                () => part is ISlicePatternOperation rest
                    ? SlicePattern(rest, SliceOf(subject, _builder.Int(position), Let(Primitives.Subtract, IrType.Int, LengthOf(subject), _builder.Int(least))))
                    : Pattern(part, LoadElement(subject, slice >= 0 && position > slice
                        ? Let(Primitives.Subtract, IrType.Int, LengthOf(subject), _builder.Int(list.Patterns.Length - position))
                        : _builder.Int(position))),
                isAnd: true);
        }

        return all;
    }

    /// <summary>.. var rest: of a span a view. Of an array C# makes a copy, which a branch would keep beyond it.</summary>
    private Value SlicePattern(ISlicePatternOperation rest, Value part) => rest.InputType is IArrayTypeSymbol
        ? throw Unsupported(rest, "a pattern of a part of an array is not supported; match a span of it")
        : Pattern(rest.Pattern!, part);
}
