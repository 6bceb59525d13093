using System;
using System.Collections.Generic;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>The statements of a method that computes.</summary>
internal sealed partial class BodyPrinter
{
    private readonly Block _body;
    private readonly CodeWriter _writer;
    private readonly Inlining _inlining;
    private readonly Coalescing _coalescing;
    private readonly Names _names;
    private readonly ExpressionPrinter _expressions;
    private readonly HashSet<string> _workspaceUsers;
    private readonly Dictionary<Value, string> _localNames = [];
    private readonly Dictionary<Value, string> _bestNames = [];
    private readonly Dictionary<Value, string> _slots = [];
    private string _lastQuote = "";
    private bool _isReverse;

    /// <param name="body">In SSA, nothing mirrored.</param>
    /// <param name="parameters">The method's parameters and their names.</param>
    /// <param name="shadowed">Names of the runtime that mean something else here.</param>
    /// <param name="checksOverflow">Whether the project checks arithmetic of integers by default.</param>
    /// <param name="writer">Receives the lines.</param>
    /// <param name="workspaceUsers">Keys of the functions whose methods take a workspace.</param>
    public BodyPrinter(
        Block body, IReadOnlyList<(Value Value, string Name)> parameters, IEnumerable<string> shadowed, bool checksOverflow, CodeWriter writer,
        HashSet<string> workspaceUsers)
    {
        _workspaceUsers = workspaceUsers;
        _body = body;
        _writer = writer;
        _inlining = new Inlining(body);
        _coalescing = new Coalescing(body, parameters.Select(p => p.Value), _inlining);
        _names = new Names(["workspace", .. SignatureLowering.BareNames, .. parameters.Select(p => p.Name)]);
        foreach ((Value value, string name) in parameters)
        {
            _localNames[_coalescing.LocalOf(value)] = name;
        }

        ChooseNames(body);
        _expressions = new ExpressionPrinter(body, _inlining, NameOf, shadowed, checksOverflow);
    }

    /// <summary>Bits of the vectors, in a kernel; else 0.</summary>
    public int Width
    {
        get => _expressions.Width;
        init => _expressions.Width = value;
    }

    /// <summary>A statement to print in front of each return; null for none.</summary>
    public string? BeforeReturn { get; init; }

    /// <summary>Prints everything; what the body yields becomes the return statement.</summary>
    public void Print()
    {
        DeclareSlots(_body, 0);
        PrintBlock(_body);
        PrintReturn();
    }

    /// <summary>The first value of a local that has a name gives it to all.</summary>
    private void ChooseNames(Block block)
    {
        foreach (Op op in block.Descendants())
        {
            foreach (Value value in op.BlockParameters().Concat(op.Definitions()))
            {
                Value local = _coalescing.LocalOf(value);
                if (value.Name.Length > 0 && !_bestNames.ContainsKey(local))
                {
                    _bestNames[local] = value.Name;
                }
            }
        }
    }

    private string NameOf(Value value)
    {
        Value local = _coalescing.LocalOf(value);
        return _localNames.TryGetValue(local, out string name)
            ? name
            : throw new InvalidOperationException($"{value} is read before it is declared.");
    }

    private string Declare(Value value)
    {
        Value local = _coalescing.LocalOf(value);
        string wish = _bestNames.TryGetValue(local, out string best) ? best : Names.Default(value.Type);
        string name = _names.Declare(wish);
        _localNames[local] = name;
        return name;
    }

    private bool IsDeclared(Value value) => _localNames.ContainsKey(_coalescing.LocalOf(value));

    /// <summary>Memory that iterations use one after another is declared in front of everything.</summary>
    private void DeclareSlots(Block block, int depth)
    {
        foreach (Op op in block.Ops)
        {
            if (op is Allocate allocate && depth > 0)
            {
                string name = _names.Declare((allocate.Result.Name.Length > 0 ? allocate.Result.Name : "buffer") + "Memory");
                _slots[allocate.Result] = name;
                _writer.Line($"{_expressions.Type(allocate.Result.Type)} {name} = default;");
            }

            foreach (Block inner in op.Blocks())
            {
                DeclareSlots(inner, depth + (op is For or While ? 1 : 0));
            }
        }
    }

    private void PrintBlock(Block block)
    {
        foreach (Op op in block.Ops)
        {
            PrintOp(op);
        }
    }

    private void PrintOp(Op op)
    {
        switch (op)
        {
            case Remark remark:
                _writer.Line();
                _writer.Comment("//", remark.Text);
                _isReverse = true;
                break;
            case If o when !_inlining.IsExpression(o):
                PrintIf(o);
                break;
            case For o:
                PrintFor(o);
                break;
            case While o:
                PrintWhile(o);
                break;
            case Store o:
                PrintStore(o);
                break;
            case Allocate o:
                PrintAllocate(o);
                break;
            case LanesStore o:
                string verb = o.Overwrites is not null ? "AddOrStore" : o.IsAddition ? "Add" : "Store";
                Statement(_expressions.LanesAccess(verb, o.Buffer, o.Index, o.Places, o.Stride, o.Mask, o.Operand, o.Overwrites) + ";", op);
                break;
            case LeaveUnless o:
                PrintLeave(o);
                break;
            case KernelCall o:
                PrintKernelCall(o);
                break;
            case MultiplyMatrices o:
                PrintProduct(o);
                break;
            case Throw o:
                Statement($"throw {_expressions.Fill(o.Template, [.. o.Arguments])};", op);
                break;
            case Opaque { Result: null } o:
                Statement(_expressions.Fill(o.Template, [.. o.Arguments]) + ";", op);
                break;
            case SpanCall { Result: null } or SpanPullback:
                Statement(_expressions.PrintDefinition(op) + ";", op);
                break;
            case RuleCall o:
                PrintRuleCall(o);
                break;
            case RulePullback o:
                PrintRule(o.Rule, o.Rule.Backward, [.. o.Arguments], o.Results, o.Rule.Cotangents, o);
                break;
            case TapeNew o:
                _writer.Line($"{_expressions.Type(o.Result.Type)} {Declare(o.Result)} = new(workspace);");
                break;
            case TapePush o:
                _writer.Line($"{NameOf(o.Tape)}.Push({_expressions.Print(o.Operand)});");
                break;
            case TapePop o:
                Define(o.Result, NameOf(o.Tape) + ".Pop()", op);
                break;
            case TapePushBuffer o:
                Define(o.Result, $"{NameOf(o.Tape)}.{(o.Kind == AllocationKind.Zeroed ? "PushMemory" : "PushUninitialized")}({_expressions.Print(o.Length)})", op);
                break;
            case TapePopBuffer o:
                Define(o.Result, $"{NameOf(o.Tape)}.PopMemory({_expressions.Print(o.Length)})", op);
                break;
            case Opaque { Result: { } result } o:
                Define(result, _expressions.Fill(o.Template, [.. o.Arguments]), op);
                break;
            default:
                Value value = op.Definitions().First();
                if (_inlining.ExpressionOf(value) is null)
                {
                    DefineByExpression(value, op);
                }

                break;
        }
    }

    /// <summary>x += …, where the local is changed by an operation on itself; else a definition.</summary>
    private void DefineByExpression(Value value, Op op)
    {
        if (op is Let { Arguments: { Count: 2 } arguments } let && IsDeclared(value) && Compound(let.Primitive) is { } symbol
            && _inlining.ExpressionOf(arguments[0]) is null && IsDeclared(arguments[0]) && NameOf(arguments[0]) == NameOf(value))
        {
            Statement($"{NameOf(value)} {symbol}= {_expressions.Print(arguments[1])};", op);
            return;
        }

        if (op is Slice or SelectBuffer or LengthOf or Load or LanesLoad or Let or If or SpanCall or ConstantOp)
        {
            Define(value, _expressions.PrintDefinition(op), op);
            return;
        }

        throw new InvalidOperationException($"No statement: {op.GetType().Name}.");
    }

    private static string? Compound(Primitive primitive) =>
        primitive == Primitives.Add ? "+"
        : primitive == Primitives.Subtract ? "-"
        : primitive == Primitives.Multiply ? "*"
        : primitive == Primitives.Divide ? "/"
        : null;

    private void Define(Value value, string text, Op op)
    {
        if (IsDeclared(value))
        {
            Statement($"{NameOf(value)} = {text};", op);
        }
        else
        {
            string type = _expressions.Type(value.Type);
            Statement($"{type} {Declare(value)} = {text};", op);
        }
    }

    private void PrintAllocate(Allocate allocate)
    {
        string element = _expressions.Type(allocate.Result.Type.Element);
        string length = _expressions.Print(allocate.Length);
        bool isZeroed = allocate.Kind == AllocationKind.Zeroed;
        string text = _slots.TryGetValue(allocate.Result, out string slot)
            ? $"workspace.{(isZeroed ? "Reuse" : "ReuseUninitialized")}(ref {slot}, {length})"
            : $"workspace.{(isZeroed ? "Take" : "TakeUninitialized")}<{element}>({length})";
        Define(allocate.Result, text, allocate);
    }

    private void PrintStore(Store store)
    {
        string target = $"{_expressions.Print(store.Buffer)}[{_expressions.Print(store.Index)}]";
        if (_expressions.InlinedOp(store.Operand) is Let { Arguments: { Count: 2 } arguments } let && Compound(let.Primitive) is { } symbol
            && store.Operand.Type.IsFloating
            && _expressions.InlinedOp(arguments[0]) is Load load && load.Buffer == store.Buffer && load.Index == store.Index)
        {
            Statement($"{target} {symbol}= {_expressions.Print(arguments[1])};", store);
            return;
        }

        Statement($"{target} = {_expressions.Print(store.Operand)};", store);
    }

    /// <summary>A line; in the reverse sweep the source line that it comes from stands behind it, once per run of lines.</summary>
    private void Statement(string text, Op op)
    {
        string quote = op.Origin.Quote ?? "";
        if (_isReverse && quote.Length > 0 && quote != _lastQuote)
        {
            _writer.Line(text.Length + quote.Length + 5 <= _writer.Width ? $"{text}  // {quote}" : text);
        }
        else
        {
            _writer.Line(text);
        }

        _lastQuote = quote;
    }

    private void PrintReturn()
    {
        EquatableArray<Value> yields = _body.Yields;
        if (yields.Count > 0)
        {
            string values = string.Join(", ", yields.Select(v => _expressions.Print(v)));
            _writer.Line();
            if (BeforeReturn is not null)
            {
                _writer.Line(BeforeReturn);
            }

            _writer.Line(yields.Count == 1 ? $"return {values};" : $"return ({values});");
        }
    }
}
