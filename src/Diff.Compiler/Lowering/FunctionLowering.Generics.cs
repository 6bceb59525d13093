using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Lowering;

/// <summary>Members that are called on a type parameter or through an interface: what they are for the types at hand.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>The method that a call reaches with the type arguments at hand.</summary>
    private IMethodSymbol Target(IMethodSymbol method, ITypeSymbol? on, IOperation site) =>
        method.ContainingType?.TypeKind == TypeKind.Delegate ? method
        : _types.Resolve(method, on)
            ?? throw Unsupported(site, $"which '{method.Name}' this calls is known at run time only; call it on a type parameter, a struct or a sealed class");

    private IMethodSymbol Target(IInvocationOperation invocation)
    {
        IMethodSymbol target = Target(invocation.TargetMethod, invocation.ConstrainedToType ?? DeclaredType(invocation.Instance), invocation);
        return invocation.IsVirtual ? Dispatched(target, invocation.Instance, invocation) : target;
    }

    /// <summary>The type that a member is called on: in a body that an interface declares, that of the struct it is run for.</summary>
    private ITypeSymbol? DeclaredType(IOperation? instance) =>
        instance is IInstanceReferenceOperation { Type.TypeKind: TypeKind.Interface } && _receiverType is not null ? _receiverType : instance?.Type;

    /// <summary>The same as the IR has it.</summary>
    private IrType MapReceiver(IOperation instance) => Map(DeclaredType(instance));

    /// <summary>The type of a receiver; that of the receiver itself may be known better than where the method stands.</summary>
    private ITypeSymbol? ReceiverType(IOperation? instance) => instance switch
    {
        null => _receiverType,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => _receiverType ?? (instance.Type is { } own ? _types.Apply(own) : null),
        _ => instance.Type is { } type ? _types.Apply(type) : null,
    };

    /// <summary>The body of the receiver's own type, where no type derived from it can have another.</summary>
    private IMethodSymbol Dispatched(IMethodSymbol target, IOperation? instance, IOperation site)
    {
        bool isVirtual = target is { IsStatic: false, ContainingType.TypeKind: TypeKind.Class } && (target.IsVirtual || target.IsOverride || target.IsAbstract);
        if (!isVirtual || target.DeclaringSyntaxReferences.Length == 0)
        {
            return target;
        }

        ITypeSymbol? receiver = ReceiverType(instance);
        for (ITypeSymbol? current = receiver; current is not null; current = current.BaseType)
        {
            foreach (IMethodSymbol candidate in current.GetMembers(target.Name).OfType<IMethodSymbol>())
            {
                if (Overrides(candidate, target) && (receiver!.IsSealed || candidate.IsSealed))
                {
                    return candidate;
                }
            }
        }

        throw Unsupported(site, $"which '{target.Name}' this calls is known at run time only; call it on a type parameter, a struct or a sealed class");
    }

    private static bool Overrides(IMethodSymbol method, IMethodSymbol target)
    {
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, target.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The user's operator behind an operation, or null where it is one of the language's, also by way of an interface.</summary>
    private IMethodSymbol? OperatorOf(IMethodSymbol? method, ITypeSymbol? constrainedTo, IOperation site)
    {
        if (method is null || (constrainedTo is not null && ScalarOf(constrainedTo) is not null) || ScalarOf(method.ContainingType) is not null)
        {
            return null;
        }

        IMethodSymbol target = Target(method, constrainedTo, site);
        return Map(target.ContainingType).IsStruct || _module.SourceOf(target) is not null ? target : null;
    }

    /// <summary>
    /// A member of System.Numerics' interfaces called on a type parameter that stands for a number: T.Sin(x), T.CreateChecked(2); or
    /// null for anything else.
    /// </summary>
    private Value? NumberCall(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (invocation.Instance is not null || !method.IsStatic)
        {
            return null;
        }

        bool isInterface = TypeMapping.IsNumberInterface(method.ContainingType) && invocation.ConstrainedToType is { } on && ScalarOf(on) is not null;
        bool isConversion = method.Name is "CreateChecked" or "CreateSaturating" or "CreateTruncating" && invocation.Arguments.Length == 1
            && (isInterface || ScalarOf(method.ContainingType) is not null);
        if (isConversion && IsNumber(invocation.Arguments[0].Value))
        {
            return NumberConversion(invocation, method.Name);
        }

        return isInterface && MathCatalogue.FindGeneric(method) is { } primitive
            ? Let(primitive, Map(invocation.Type), [.. CallArguments(invocation)])
            : null;
    }

    private Value NumberConversion(IInvocationOperation invocation, string name)
    {
        Value value = Expression(invocation.Arguments[0].Value);
        IrType target = Map(invocation.Type);
        if (name == "CreateSaturating" && target.IsInteger && value.Type.IsInteger && target.Kind != value.Type.Kind)
        {
            throw Unsupported(invocation, "CreateSaturating between integers is not supported; use CreateChecked or a cast");
        }

        return ConvertTo(value, target, isChecked: name == "CreateChecked");
    }

    /// <summary>T.Zero, T.Pi: a constant that System.Numerics' interfaces declare, of a type parameter that stands for a number; or null.</summary>
    private Value? NumberConstant(IPropertyReferenceOperation property)
    {
        if (property.Instance is not null || property.ConstrainedToType is not { } on || ScalarOf(on) is not { } kind
            || !TypeMapping.IsNumberInterface(property.Property.ContainingType))
        {
            return null;
        }

        IrType type = new(kind);
        if (!type.IsFloating)
        {
            return property.Property.Name switch
            {
                "Zero" or "AdditiveIdentity" => _builder.Constant(Constant.OfInteger(type, 0)),
                "One" or "MultiplicativeIdentity" => _builder.Constant(Constant.OfInteger(type, 1)),
                _ => null,
            };
        }

        bool isSingle = kind == ScalarKind.Single;
        double? value = property.Property.Name switch
        {
            "Zero" or "AdditiveIdentity" => 0,
            "One" or "MultiplicativeIdentity" => 1,
            "NegativeOne" => -1,
            "NegativeZero" => -0.0,
            "E" => System.Math.E,
            "Pi" => System.Math.PI,
            "Tau" => 2 * System.Math.PI,
            "Epsilon" => isSingle ? float.Epsilon : double.Epsilon,
            "MaxValue" => isSingle ? float.MaxValue : double.MaxValue,
            "MinValue" => isSingle ? float.MinValue : double.MinValue,
            "NaN" => double.NaN,
            "PositiveInfinity" => double.PositiveInfinity,
            "NegativeInfinity" => double.NegativeInfinity,
            _ => null,
        };
        return value is { } number ? _builder.Constant(Constant.Of(type, isSingle ? (float)number : number)) : null;
    }
}
