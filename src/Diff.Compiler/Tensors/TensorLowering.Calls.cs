using System.Collections.Generic;
using System.Linq;
using Diff.Compiler.IR;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diff.Compiler.Tensors;

/// <content>Calls: functions of the library by the catalogue, layers, methods of the compilation, and what is not known.</content>
internal sealed partial class TensorLowering
{
    private TensorTerm? LowerCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (IsModuleCall(call) && (ModuleTermOf(call.Instance!) is { } module))
        {
            return LowerModule(module, [.. Ordered(call).Select(Lower)], call);
        }

        if (TensorTypes.VocabularyOf(method.ContainingType) is not null)
        {
            return LowerLibraryCall(call);
        }

        List<TensorTerm?> arguments = [.. Ordered(call).Select(Lower)];
        bool isVirtual = (method.IsVirtual || method.IsAbstract) && !method.IsSealed && call.IsVirtual && !method.ContainingType.IsSealed;
        if (method.MethodKind != MethodKind.DelegateInvoke && !(isVirtual && method.IsAbstract) && SourceOf(method) is { } source
            && _stack.Count < Deepest && !_stack.Contains(method, SymbolEqualityComparer.Default))
        {
            return Inline(method, source, call.Instance, arguments, call);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke && call.Instance is { } held && LambdaOf(held) is { } lambda && _stack.Count < Deepest
            && !_stack.Contains(lambda.Symbol, SymbolEqualityComparer.Default))
        {
            return InlineBody(lambda.Symbol, lambda.Syntax, lambda.Body, _frame.Receiver, arguments, call);
        }

        TensorTerm? receiver = call.Instance is { } instance && _types.HoldsTensors(instance.Type) ? Lower(instance) : null;
        if (receiver is not null && method.Name is "Add" or "AddRange" or "Append" or "Enqueue" or "Push")
        {
            foreach (TensorTerm? argument in arguments)
            {
                JoinInto(call.Instance!, argument);
            }
        }

        At(call);
        arguments.Add(receiver);
        if (_types.HoldsTensors(call.Type) && TypeOf(call.Type) is { } type)
        {
            return UnknownOf(type, arguments.Where(a => a is ValueTerm or TupleTerm));
        }

        return DataOf(call.Type);
    }

    /// <summary>The arguments in the order of the parameters.</summary>
    private static IEnumerable<IOperation> Ordered(IInvocationOperation call) =>
        call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? int.MaxValue).Select(a => a.Value);

    private ModuleTerm? ModuleTermOf(IOperation instance) => Lower(instance) as ModuleTerm ?? ModuleOf(instance.Type, PathOf(instance), null);

    private TensorTerm? LowerLibraryCall(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        string name = method.Name;
        if (ModuleOf(call.Type, PathOf(call), call) is { } made)
        {
            return made;
        }

        TensorTerm? receiver = call.Instance is { } instance && !IsNamespaceLike(instance) ? Lower(instance) : null;
        if (TypeOf(call.Type) is null && IsTuple(call.Type!) == false && name is not ("backward" or "minimize"))
        {
            NoteLoss(call, receiver);
            foreach (IOperation argument in Ordered(call))
            {
                Lower(argument);
            }

            return null;
        }

        if (NoteLoss(call, receiver))
        {
            return DataOf(call.Type);
        }

        TensorEntry? entry = TensorCatalogue.Function(name);
        bool isTrained = IsTrainedCreation(call);
        if (entry is { Form: TensorForm.Trained or TensorForm.Data or TensorForm.Zeros or TensorForm.Ones } && isTrained)
        {
            return new ValueTerm(Weights(PathOf(call), HolderOf(call), call));
        }

        if (name == "requires_grad_")
        {
            return new ValueTerm(Place(PathOf(call), IrType.Double, isTrained: true));
        }

        List<Value> operands = [];
        if (receiver is ValueTerm or TupleTerm)
        {
            operands.Add(receiver is ValueTerm { Value: var single } ? single : ValueOf(receiver));
        }

        Dictionary<string, Value> named = [];
        foreach (IArgumentOperation argument in call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? int.MaxValue))
        {
            // An option that is not written has no part in what is computed.
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || Lower(argument.Value) is not { } term || term is ModuleTerm)
            {
                continue;
            }

            Value value = term is ValueTerm held ? held.Value : ValueOf(term);
            named[argument.Parameter?.Name ?? ""] = value;
            operands.Add(value);
        }

        At(call);
        if (entry is { Form: TensorForm.Zeros or TensorForm.Ones })
        {
            return new ValueTerm(Real(entry.Form == TensorForm.Ones ? 1 : 0));
        }

        if (entry is null || operands.Count == 0)
        {
            IrType type = TypeOf(call.Type) ?? IrType.Double;
            bool isData = entry is { Form: TensorForm.Data } || operands.Count == 0;
            TensorTerm unknown = isData ? new ValueTerm(Data(type)) : UnknownOf(type, operands.Select(o => new ValueTerm(o)));
            if (IsInPlace(name) && call.Instance is { } filled)
            {
                LowerAssignment(filled, unknown, null);
            }

            return unknown;
        }

        TensorTerm? result = entry.Form switch
        {
            TensorForm.Data when name is "zeros_like" or "ones_like" => new ValueTerm(Real(name == "zeros_like" ? 0 : 1)),
            TensorForm.Data => new ValueTerm(Data(IrType.Double)),
            TensorForm.Wrap when isTrained => new ValueTerm(Apply(
                TensorPrimitives.Join, Apply(TensorPrimitives.Read, operands[0]), Place(PathOf(call), IrType.Double, isTrained: true))),
            TensorForm.Wrap => new ValueTerm(Apply(TensorPrimitives.Read, operands[0])),
            TensorForm.Plain when entry.Primitive == TensorPrimitives.Read && _types.IsTensor(call.Type) == false && TypeOf(call.Type) is null => null,
            _ => LowerEntry(entry, name, [.. operands], call, named),
        };
        if (IsInPlace(name) && call.Instance is { } changed && result is not null)
        {
            LowerAssignment(changed, result, null);
        }

        return result;
    }

    private static bool IsInPlace(string name) => name.EndsWith("_", System.StringComparison.Ordinal);

    /// <summary>The variable that an expression is the initial value of.</summary>
    private static ISymbol? HolderOf(IOperation operation)
    {
        IOperation? outer = operation.Parent;
        while (outer is IConversionOperation or IVariableInitializerOperation)
        {
            outer = outer.Parent;
        }

        return (outer as IVariableDeclaratorOperation)?.Symbol;
    }

    /// <summary>tf, tf.nn, torch.nn.functional: they only hold functions.</summary>
    private bool IsNamespaceLike(IOperation instance) => !_types.HoldsTensors(instance.Type) && TypeOf(instance.Type) is null
        && !TensorTypes.IsModule(instance.Type);

    /// <summary>Whether a call uses a value as a loss.</summary>
    private bool NoteLoss(IInvocationOperation call, TensorTerm? receiver)
    {
        TensorTerm? loss = null;
        if (call.TargetMethod.Name == "backward")
        {
            loss = receiver ?? call.Arguments.Select(a => Lower(a.Value)).FirstOrDefault(t => t is ValueTerm);
        }
        else if (IsTapeGradient(call) || (call.TargetMethod.Name == "minimize" && TensorTypes.IsOptimizer(call.TargetMethod.ContainingType)))
        {
            loss = Ordered(call).Select(Lower).FirstOrDefault();
        }

        if (loss is not (ValueTerm or TupleTerm))
        {
            return false;
        }

        At(call);
        _hasLoss = true;
        Value sum = _builder.Let(Primitives.Add, _loss, ValueOf(loss));
        _builder.Add(new Let(_loss, Primitives.Copy, EquatableArray<Value>.Of(sum)));
        return true;
    }

    private TensorTerm? LowerEntry(
        TensorEntry entry, string name, Value[] operands, IInvocationOperation? call, Dictionary<string, Value>? named = null)
    {
        Value x = operands[0];
        Value Second() => operands.Length > 1 ? operands[1] : Data(IrType.Double);
        bool isAlong = call is not null && call.Arguments.Any(a => a.ArgumentKind != ArgumentKind.DefaultValue
            && a.Parameter?.Name is "dim" or "dims" or "dimensions" or "axis" or "keepdim" or "reduction_indices" or "keepdims");
        switch (entry.Form)
        {
            case TensorForm.Plain:
                return LowerPlain(entry.Primitive!, operands);
            case TensorForm.Same:
                return new ValueTerm(x);
            case TensorForm.Clamp or TensorForm.ClampMin or TensorForm.ClampMax:
                return new ValueTerm(LowerClamp(entry.Form, name, operands, named));
            case TensorForm.Square:
                return new ValueTerm(Apply(Primitives.Multiply, x, x));
            case TensorForm.ReciprocalSquareRoot:
                return new ValueTerm(Apply(Primitives.Divide, Real(1), Apply(Primitives.Sqrt, x)));
            case TensorForm.Reciprocal:
                return new ValueTerm(Apply(Primitives.Divide, Real(1), x));
            case TensorForm.Pow:
                Value exponent = Second();
                return new ValueTerm(Apply(Primitives.Pow, x, exponent));
            case TensorForm.LinearLayer:
                return new ValueTerm(Apply(TensorPrimitives.Layer, Second(), x));
            case TensorForm.Sum:
                return new ValueTerm(Apply(isAlong ? TensorPrimitives.SumAlong : TensorPrimitives.Sum, x));
            case TensorForm.Mean:
                return new ValueTerm(Apply(isAlong ? TensorPrimitives.MeanAlong : TensorPrimitives.Mean, x));
            case TensorForm.Variance:
                return new ValueTerm(Apply(TensorPrimitives.Variance, x));
            case TensorForm.Deviation:
                return new ValueTerm(Apply(TensorPrimitives.Deviation, x));
            case TensorForm.Norm:
                return new ValueTerm(Apply(TensorPrimitives.Norm, x));
            case TensorForm.Extreme:
                bool isOfTwo = call is not null && operands.Length == 2 && call.Arguments.Length > 0
                    && _types.IsTensor(call.Arguments[call.Arguments.Length - 1].Value.Type);
                return new ValueTerm(isOfTwo ? Apply(name is "max" ? Primitives.Max : Primitives.Min, x, operands[1]) : Apply(TensorPrimitives.Extreme, x));
            case TensorForm.Where when operands.Length == 3:
                // As a method of a tensor it is x.where(condition, y).
                return new ValueTerm(call?.Instance is { } self && _types.IsTensor(self.Type)
                    ? Apply(Primitives.Select, operands[1], x, operands[2]) : Apply(Primitives.Select, x, operands[1], operands[2]));
            case TensorForm.MaskedFill when operands.Length == 3:
                return new ValueTerm(Apply(Primitives.Select, operands[1], operands[2], x));
            case TensorForm.FiniteOnly:
                return new ValueTerm(Apply(Primitives.Select, Apply(Primitives.IsFinite, x), x, Real(0)));
            case TensorForm.SquaredError:
                Value error = Apply(Primitives.Subtract, x, Second());
                Value square = Apply(Primitives.Multiply, error, error);
                return new ValueTerm(name == "squared_difference" ? square : Apply(TensorPrimitives.Mean, square));
            case TensorForm.AbsoluteError:
                return new ValueTerm(Apply(TensorPrimitives.Mean, Apply(Primitives.Abs, Apply(Primitives.Subtract, x, Second()))));
            case TensorForm.HuberError:
                return new ValueTerm(Apply(TensorPrimitives.Mean, Apply(Primitives.Huber, Apply(Primitives.Subtract, x, Second()), Real(1))));
            case TensorForm.LogitsNamed:
                Value logits = named is not null && named.TryGetValue("logits", out Value l) ? l : Second();
                Value labels = named is not null && named.TryGetValue("labels", out Value t) ? t : x;
                bool isBinary = name.StartsWith("sigmoid", System.StringComparison.Ordinal);
                return new ValueTerm(Apply(isBinary ? TensorPrimitives.BinaryEntropyOfLogits : TensorPrimitives.CrossEntropy, logits, labels));
            default:
                return UnknownOf(IrType.Double, operands.Select(o => new ValueTerm(o)));
        }
    }

    private TensorTerm LowerPlain(Primitive primitive, Value[] operands)
    {
        bool isCut = primitive == TensorPrimitives.Read || primitive == Primitives.Stop;
        if (isCut || primitive.Arity == 1)
        {
            return new ValueTerm(Apply(primitive, operands[0]));
        }

        return operands.Length >= primitive.Arity
            ? new ValueTerm(Apply(primitive, [.. operands.Take(primitive.Arity)]))
            : UnknownOf(IrType.Double, operands.Select(o => new ValueTerm(o)));
    }

    private Value LowerClamp(TensorForm form, string name, Value[] operands, Dictionary<string, Value>? named)
    {
        Value x = operands[0];
        Value? Bound(params string[] names) => names.Select(n => named is not null && named.TryGetValue(n, out Value v) ? v : null).FirstOrDefault(v => v is not null);
        Value? low = form == TensorForm.ClampMax ? null : Bound("min", "clip_value_min", "min_val") ?? (form == TensorForm.ClampMin && operands.Length > 1 ? operands[1] : null);
        Value? high = form == TensorForm.ClampMin ? null : Bound("max", "clip_value_max", "max_val") ?? (form == TensorForm.ClampMax && operands.Length > 1 ? operands[1] : null);
        if (low is null && high is null && name is "hardtanh" or "Hardtanh")
        {
            low = Real(-1);
            high = Real(1);
        }

        return (low, high) switch
        {
            ({ }, { }) => Apply(Primitives.Clamp, x, low, high),
            ({ }, null) => Apply(Primitives.Max, x, low),
            (null, { }) => Apply(Primitives.Min, x, high),
            _ when operands.Length == 3 => Apply(Primitives.Clamp, x, operands[1], operands[2]),
            _ => Apply(TensorPrimitives.Unknown, x),
        };
    }
}
