using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>
/// Structs and tuples are taken apart here and nowhere else: a value of struct type stands for the values of its scalars and is
/// never part of an operation. So everything behind lowering knows scalars and buffers only.
/// </summary>
internal sealed partial class FunctionLowering
{
    private readonly Dictionary<Value, Value[]> _leaves = [];

    /// <summary>A struct made of these scalars.</summary>
    private Value Bundle(IrType type, Value[] leaves)
    {
        Value bundle = _ids.NewValue(type);
        _leaves.Add(bundle, leaves);
        return bundle;
    }

    /// <summary>The scalars of a struct; any other value is its own.</summary>
    private Value[] LeavesOf(Value value) => value.Type.IsStruct ? _leaves[value] : [value];

    /// <summary>A new variable; of a struct, one for each of its scalars.</summary>
    private Value NewVariable(IrType type, string name)
    {
        if (!type.IsStruct)
        {
            return _ids.NewValue(type, name);
        }

        StructLayout layout = type.Layout!;
        return Bundle(type, [.. layout.Leaves.Zip(layout.Paths, (leaf, path) => _ids.NewValue(leaf, MemberNames.Leaf(name, path)))]);
    }

    /// <summary>Zero, false, empty, or a struct of these.</summary>
    private Value DefaultOf(IrType type) => type.IsStruct
        ? Bundle(type, [.. type.Layout!.Leaves.Select(l => _builder.Constant(Constant.Default(l)))])
        : _builder.Constant(Constant.Default(type));

    /// <summary>A field of a struct; of a variable it is the variable's own.</summary>
    private Value FieldOf(Value @struct, StructField field)
    {
        Value[] leaves = _leaves[@struct];
        return field.Type.IsStruct
            ? Bundle(field.Type, leaves.Skip(field.First).Take(field.Type.Layout!.Count).ToArray())
            : leaves[field.First];
    }

    /// <summary>The field that a member of a struct is, or null: a computed property is none.</summary>
    private StructField? FieldFor(ISymbol member, ITypeSymbol? container)
    {
        if (Map(container) is not { IsStruct: true, Layout: { } layout })
        {
            return null;
        }

        return member switch
        {
            IFieldSymbol field => layout.Field(StructLayouts.NameOf(field)),
            IPropertySymbol { IsIndexer: false } property when LibraryTypes.Has(_types.Apply(container!)) => layout.Field(property.Name),
            IPropertySymbol { IsIndexer: false } property when MemberPath.IsAutomatic(property) => layout.Field(property.Name),
            _ => null,
        };
    }

    /// <summary>Whether a struct can be changed where it stands.</summary>
    private bool IsPlace(IOperation? instance) => instance switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation
            or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance or InstanceReferenceKind.ImplicitReceiver } => true,
        IImplicitIndexerReferenceOperation indexer => Map(indexer.Instance.Type).IsBuffer,
        IInvocationOperation or IPropertyReferenceOperation when IsReferred(instance) => true,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } span } => Map(span.Type).IsBuffer,
        IPropertyReferenceOperation { Instance: { } holder } property =>
            FieldFor(Implementing(property.Property, holder), DeclaredType(holder)) is not null && IsPlace(holder),
        IFieldReferenceOperation field => FieldFor(field.Field, field.Instance?.Type) is not null && IsPlace(field.Instance),
        _ => false,
    };

    /// <summary>A member of a struct as a place, or null.</summary>
    private Place? PlaceOfField(ISymbol member, IOperation? instance)
    {
        if (instance is null || FieldFor(Implementing(member, instance), DeclaredType(instance)) is not { } field || !IsPlace(instance))
        {
            return null;
        }

        Place place = PlaceOf(instance);
        return place.Variable is { } variable
            ? new Place(FieldOf(variable, field), null, null)
            : place with { Index = Offset(place.Index!, field.First), Part = field.Type };
    }

    /// <summary>The property of a struct that implements one of an interface; any other member is its own.</summary>
    private ISymbol Implementing(ISymbol member, IOperation instance) =>
        member is IPropertySymbol { ContainingType: { TypeKind: TypeKind.Interface } declaring }
            && DeclaredType(instance) is { } type && _types.Apply(type) is { TypeKind: TypeKind.Struct } applied
            && _types.Apply(declaring) is INamedTypeSymbol known
            && known.GetMembers(member.Name).FirstOrDefault() is { } asked
            ? applied.FindImplementationForInterfaceMember(asked) ?? member
            : member;

    /// <summary>The value of a field of a struct, or null where the member is none.</summary>
    private Value? FieldValue(ISymbol member, IOperation? instance)
    {
        if (PlaceOfField(member, instance) is { } place)
        {
            return Load(place);
        }

        if (instance is null)
        {
            return null;
        }

        StructField? field = FieldFor(Implementing(member, instance), DeclaredType(instance))
            ?? (member is IPropertySymbol { GetMethod: { } getter } property ? FieldBehind(property, getter, Map(instance.Type)) : null);
        return field is null ? null : FieldOf(Expression(instance), field);
    }

    /// <summary>The field behind a property of which an accessor is left to the compiler and the other is not.</summary>
    private StructField? FieldBehind(IPropertySymbol property, IMethodSymbol accessor, IrType container) =>
        container is { IsStruct: true, Layout: { } layout } && !property.IsIndexer && _module.SourceOf(accessor) is null
            && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property))
            ? layout.Field(property.Name)
            : null;

    /// <summary>A field of the struct that a place holds, as a place.</summary>
    private Place FieldPlace(Place receiver, StructField field) => receiver.Variable is { } variable
        ? new Place(FieldOf(variable, field), null, null)
        : receiver with { Index = Offset(receiver.Index!, field.First), Part = field.Type };

    private Value Offset(Value index, int scalars) =>
        scalars == 0 ? index : Let(Primitives.Add, IrType.Int, index, _builder.Int(scalars));

    private Place PlaceOfComputed(IPropertySymbol property, Place receiver, IEnumerable<IArgumentOperation> arguments, IOperation site)
    {
        bool hasBody = _module.SourceOf(property.SetMethod ?? property.GetMethod!) is not null
            || (property.GetMethod is { } getter && _module.SourceOf(getter) is not null);
        if (!hasBody)
        {
            throw Unsupported(site, $"'{property.Name}' cannot be assigned here; give it accessors with a body");
        }

        Passed[] passed = new Passed[property.Parameters.Length];
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            Value value = ConvertTo(Expression(argument.Value), Map(parameter.Type));
            passed[parameter.Ordinal] = new Passed("", LeavesOf(value), default, RefKind.None);
        }

        return new Place(null, null, null, Map(property.Type), new PropertyOf(property, receiver, passed, site));
    }

    /// <summary>A property of a struct that is computed: its getter runs on a copy.</summary>
    private Value? ComputedProperty(IPropertyReferenceOperation reference)
    {
        if (reference.Property.GetMethod is not { } declared)
        {
            return null;
        }

        IMethodSymbol getter = Target(declared, reference.ConstrainedToType ?? DeclaredType(reference.Instance), reference);
        if (reference.Instance?.Syntax is not Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax)
        {
            getter = Dispatched(getter, reference.Instance, reference);
        }

        if (_module.SourceOf(getter) is null)
        {
            RefuseLibrary(getter, reference);
            return null;
        }

        if (getter.IsStatic)
        {
            return CallMethod(getter, null, reference.Arguments, reference);
        }

        if (MemberPath.Of(reference.Instance, Aliases) is not null)
        {
            return CallMethod(getter, null, reference.Arguments, reference, owner: reference.Instance);
        }

        if (ExtensionReceiver(getter, reference.Instance) is { } extended)
        {
            return CallMethod(getter, null, reference.Arguments, reference, extended: extended);
        }

        if (reference.Instance is null || !MapReceiver(reference.Instance).IsStruct)
        {
            return null;
        }

        return CallMethod(
            getter, Receiver(reference.Instance, isReadOnly: true), reference.Arguments, reference, on: DeclaredType(reference.Instance));
    }

    /// <summary>The receiver of a call on a struct: the place itself where the call may change it.</summary>
    private Place Receiver(IOperation instance, bool isReadOnly)
    {
        if (!isReadOnly && IsPlace(instance))
        {
            return PlaceOf(instance);
        }

        Value copy = NewVariable(MapReceiver(instance), "");
        Assign(copy, Expression(instance));
        return new Place(copy, null, null);
    }

    private Value CreateStruct(IObjectCreationOperation creation)
    {
        IrType type = Map(creation.Type);
        Value created = NewVariable(type, "");
        Assign(created, DefaultOf(type));
        IMethodSymbol? constructor = creation.Constructor is { } declared ? _types.Apply(declared) : null;
        if (constructor is { IsImplicitlyDeclared: false } && _module.SourceOf(constructor) is not null)
        {
            CallMethod(constructor, new Place(created, null, null), creation.Arguments, creation);
        }
        else if (constructor is not null && creation.Arguments.Length > 0)
        {
            RefuseLibrary(constructor, creation);

            // A tuple's constructor or a primary one: parameters are fields, or initializers of fields read them.
            List<(IParameterSymbol Parameter, Value Variable)> given = [];
            foreach (IArgumentOperation argument in creation.Arguments)
            {
                Value variable = NewVariable(Map(argument.Parameter!.Type), argument.Parameter.Name);
                Assign(variable, ConvertTo(Expression(argument.Value), variable.Type));
                given.Add((argument.Parameter.OriginalDefinition, variable));
            }

            foreach ((IParameterSymbol parameter, Value variable) in given)
            {
                _variables[parameter] = variable;
                StructField? field = creation.Type!.IsTupleType ? type.Layout!.Fields[parameter.Ordinal]
                    : creation.Type.IsRecord || creation.Type.GetMembers(parameter.Name).IsEmpty ? type.Layout!.Field(parameter.Name)
                    : null;
                if (field is not null)
                {
                    Assign(FieldOf(created, field), ConvertTo(variable, field.Type));
                }
            }

            InitializeMembers((INamedTypeSymbol)creation.Type!, new Place(created, null, null));
            given.ForEach(g => _variables.Remove(g.Parameter));
        }

        Initialize(created, creation.Initializer);
        return created;
    }

    /// <summary>Runs the initializers that fields and automatic properties are declared with.</summary>
    private void InitializeMembers(INamedTypeSymbol type, Place created)
    {
        foreach (ISymbol member in type.GetMembers().Where(m => !m.IsStatic && m is IFieldSymbol or IPropertySymbol))
        {
            EqualsValueClauseSyntax? initializer = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) switch
            {
                VariableDeclaratorSyntax declarator => declarator.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            // An initializer sets the field behind a property, whatever its accessors do.
            StructField? target = Map(type).Layout?.Field(member is IFieldSymbol field ? StructLayouts.NameOf(field) : member.Name);
            if (initializer is not null && target is not null && created.Variable is { } variable)
            {
                IOperation value = _module.ModelOf(initializer.SyntaxTree).GetOperation(initializer.Value, _cancellation) ?? throw Invalid(initializer);
                Assign(FieldOf(variable, target), ConvertTo(Expression(value), target.Type));
            }
        }
    }

    /// <summary>new S { X = 1 } and s with { X = 1 }.</summary>
    private void Initialize(Value created, IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (IOperation item in initializer?.Initializers ?? [])
        {
            if (item is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: { } member } } assignment)
            {
                throw Unsupported(item, "this initializer is not supported; assign the fields one by one");
            }

            Place place = FieldFor(member, member.ContainingType) is { } field ? new Place(FieldOf(created, field), null, null)
                : member is IPropertySymbol property ? PlaceOfComputed(
                    property, new Place(created, null, null), (assignment.Target as IPropertyReferenceOperation)?.Arguments ?? [], item)
                : throw Unsupported(item, "this initializer is not supported; assign the fields one by one");
            StoreTo(place, ConvertTo(Expression(assignment.Value), place.Type));
        }
    }

    private Value With(IWithOperation with)
    {
        IrType type = Map(with.Type);
        if (!type.IsStruct)
        {
            throw Unsupported(with, "with is supported on structs of numbers only");
        }

        Value copy = NewVariable(type, "");
        Assign(copy, Expression(with.Operand));
        Initialize(copy, with.Initializer);
        return copy;
    }

    private Value CreateTuple(ITupleOperation tuple)
    {
        IrType type = Map(tuple.Type);
        if (!type.IsStruct)
        {
            throw Unsupported(tuple, "tuples of anything but numbers and structs of numbers are not supported; use one variable per element");
        }

        List<Value> leaves = [];
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            leaves.AddRange(LeavesOf(ConvertTo(Expression(tuple.Elements[i]), type.Layout!.Fields[i].Type)));
        }

        return Bundle(type, [.. leaves]);
    }

    /// <summary>Whether two tuples or record structs are equal: all their scalars are.</summary>
    private Value Equality(IOperation site, Value left, Value right, bool isEqual)
    {
        if (left.Type.HasMemoryInside)
        {
            throw Unsupported(site, "comparing structs that hold arrays or spans is not supported; compare their numbers");
        }

        Value? all = null;
        foreach ((Value a, Value b) in LeavesOf(left).Zip(LeavesOf(right), (a, b) => (a, b)))
        {
            Value same = _builder.Compare(Primitives.Equal, a, b);
            all = all is null ? same : Let(Primitives.And, IrType.Bool, all, same);
        }

        return isEqual ? all! : Let(Primitives.Not, IrType.Bool, all!);
    }

    /// <summary>An operator that a type defines, on operands already evaluated.</summary>
    private Value CallOperator(IOperation operation, IMethodSymbol method, params Value[] operands)
    {
        if (_module.SourceOf(method) is not null)
        {
            return CallWith(method, operands, operation)!;
        }

        if (method.Name is "op_Equality" or "op_Inequality" && operands[0].Type.IsStruct)
        {
            return Equality(operation, operands[0], operands[1], method.Name == "op_Equality");
        }

        RefuseLibrary(method, operation);
        throw Unsupported(operation, $"the operator of '{method.ContainingType.Name}' has no body to differentiate; call a method on numbers");
    }
}
