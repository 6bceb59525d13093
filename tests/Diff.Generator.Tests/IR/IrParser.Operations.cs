using System.Collections.Generic;
using Diff.Compiler;
using Diff.Compiler.IR;

namespace Diff.Generator.Tests.IR;

/// <summary>Reads each operation.</summary>
internal sealed partial class IrParser
{
    private Op ParseOp()
    {
        if (_scanner.IsAt('%'))
        {
            EquatableArray<Value> results = ParseValues();
            _scanner.Take("=");
            Op defining = ParseDefining(results);
            return defining with { Origin = ParseOrigin() };
        }
        string mnemonic = _scanner.TakeWord();
        switch (mnemonic)
        {
            case "if":
                return ParseIf();
            case "for":
                return ParseFor();
            case "while":
                return ParseWhile();
            case "loop":
                return ParseLoop();
            case "breakable":
                Block body = ParseBlock(out Origin origin);
                return new Breakable(body) { Origin = origin };
            case "restore":
                RestoreMark mark = new(ParseStore());
                Origin restored = ParseOrigin();
                return new RestoreMark(mark.Store with { Origin = restored }) { Origin = restored };
            default:
                Op op = ParseStatement(mnemonic);
                return op with { Origin = ParseOrigin() };
        }
    }

    private Op ParseDefining(EquatableArray<Value> results)
    {
        string mnemonic = _scanner.TakeWord();
        if (mnemonic == "source.call")
            return new SourceCall(results, _scanner.TakeString(), Arguments());
        if (mnemonic is "rule.call" or "rule.pullback")
            return ParseRuleOperation(mnemonic, results);
        Value result = results[0];
        switch (mnemonic)
        {
            case "constant":
                return new ConstantOp(result, ParseLiteral(result.Type));
            case "load":
                (Value buffer, Value index) = ParseElement();
                return new Load(result, buffer, index);
            case "length":
                return new LengthOf(result, ParseValue());
            case "allocate":
                Value length = ParseValue();
                return new Allocate(result, length, _scanner.TryTake("uninitialized") ? AllocationKind.Uninitialized : AllocationKind.Zeroed);
            case "slice":
                Value sliced = ParseValue();
                _scanner.Take("[");
                Value start = ParseValue();
                _scanner.Take(",");
                Value count = ParseValue();
                _scanner.Take("]");
                return new Slice(result, sliced, start, count);
            case "select.buffer":
                Value selector = ParseValue();
                _scanner.Take("of");
                return new SelectBuffer(result, selector, ParseValues());
            case "span.call":
                return ParseSpanCall(result);
            case "opaque":
                return ParseOpaque(result);
            case "tape.new":
                return new TapeNew(result);
            case "tape.pop":
                return new TapePop(result, ParseValue());
            case "tape.push.buffer":
                (Value pushed, Value pushedLength) = ParsePair();
                return new TapePushBuffer(
                    result, pushed, pushedLength, _scanner.TryTake("uninitialized") ? AllocationKind.Uninitialized : AllocationKind.Zeroed);
            case "tape.pop.buffer":
                (Value popped, Value poppedLength) = ParsePair();
                return new TapePopBuffer(result, popped, poppedLength);
            default:
                return PrimitivesByName.TryGetValue(mnemonic, out Primitive? primitive)
                    ? new Let(result, primitive, ParseValues())
                    : throw _scanner.Wrong($"no operation {mnemonic}");
        }
    }

    private Op ParseStatement(string mnemonic)
    {
        switch (mnemonic)
        {
            case "store":
                return ParseStore();
            case "span.call":
                return ParseSpanCall(null);
            case "copy.elements":
                Value source = ParseValue();
                _scanner.Take(",");
                return new CopyElements(source, ParseValue());
            case "span.pullback":
                SpanFunction function = SpanFunction.ByName[_scanner.TakeIdentifier()];
                return new SpanPullback(function, Arguments()) { Number = ParseNumber() };
            case "opaque":
                return ParseOpaque(null);
            case "rule.call" or "rule.pullback":
                return ParseRuleOperation(mnemonic, default);
            case "source.call":
                return new SourceCall(default, _scanner.TakeString(), Arguments());
            case "throw":
                return new Throw(_scanner.TakeString(), Arguments());
            case "break":
                return new Break();
            case "continue":
                return new Continue();
            case "return":
                return new Return(_scanner.IsAtOnLine('%') ? ParseValues() : default);
            case "tape.push":
                (Value tape, Value operand) = ParsePair();
                return new TapePush(tape, operand);
            case "remark":
                return new Remark(_scanner.TakeString());
            default:
                throw _scanner.Wrong($"no operation {mnemonic}");
        }
    }

    private (Value Buffer, Value Index) ParseElement()
    {
        Value buffer = ParseValue();
        _scanner.Take("[");
        Value index = ParseValue();
        _scanner.Take("]");
        return (buffer, index);
    }

    private (Value First, Value Second) ParsePair()
    {
        Value first = ParseValue();
        _scanner.Take(",");
        return (first, ParseValue());
    }

    private int ParseNumber() => _scanner.TryTake("#") ? (int)_scanner.TakeInteger() : 0;

    private Store ParseStore()
    {
        (Value buffer, Value index) = ParseElement();
        _scanner.Take("=");
        Value operand = ParseValue();
        return new Store(buffer, index, operand) { Number = ParseNumber() };
    }

    private SpanCall ParseSpanCall(Value? result)
    {
        SpanFunction function = SpanFunction.ByName[_scanner.TakeIdentifier()];
        return new SpanCall(result, function, Arguments()) { Number = ParseNumber() };
    }

    private Op ParseRuleOperation(string mnemonic, EquatableArray<Value> results)
    {
        CallRule rule = ParseRule();
        EquatableArray<Value> arguments = Arguments();
        int number = ParseNumber();
        return mnemonic == "rule.call"
            ? new RuleCall(results, rule, arguments) { Number = number }
            : new RulePullback(results, rule, arguments) { Number = number };
    }

    private CallRule ParseRule()
    {
        string name = _scanner.TakeString();
        _scanner.Take("helper");
        string helper = _scanner.TakeString();
        _scanner.Take("forward");
        string forward = _scanner.TakeString();
        EquatableArray<string> values = ParseStrings();
        _scanner.Take("backward");
        string backward = _scanner.TakeString();
        EquatableArray<string> cotangents = ParseStrings();
        bool accumulates = _scanner.TryTake("adds");
        bool hasTangent = _scanner.TryTake("tangent");
        string tangent = hasTangent ? _scanner.TakeString() : "";
        EquatableArray<string> tangents = hasTangent ? ParseStrings() : default;
        _scanner.Take("of");
        _scanner.Take("(");
        List<RuleParameter> parameters = [];
        while (!_scanner.TryTake(")"))
        {
            IrType type = ParseType();
            parameters.Add(new RuleParameter(type, _scanner.TryTake("written"), _scanner.TryTake("differentiated")));
            _scanner.TryTake(",");
        }
        return new CallRule(name, helper, forward, values, backward, cotangents, parameters.ToEquatable(), accumulates, tangent, tangents);
    }

    private EquatableArray<string> ParseStrings()
    {
        _scanner.Take("gives");
        _scanner.Take("(");
        List<string> strings = [];
        while (!_scanner.TryTake(")"))
        {
            strings.Add(_scanner.TakeString());
            _scanner.TryTake(",");
        }
        return strings.ToEquatable();
    }

    private Opaque ParseOpaque(Value? result)
    {
        string template = _scanner.TakeString();
        EquatableArray<Value> arguments = Arguments();
        _scanner.Take("as");
        string name = _scanner.TakeString();
        return new Opaque(result, template, arguments, name, _scanner.TryTake("pure"), _scanner.TryTake("sink"));
    }

    private EquatableArray<Value> ParseResults() => _scanner.TryTake("->") ? ParseValues() : default;

    private int ParseMark(string name) => _scanner.TryTake(name) ? (int)_scanner.TakeInteger() : 0;

    private (EquatableArray<Value> Carried, EquatableArray<Value> Initial) ParseCarried()
    {
        List<Value> carried = [];
        List<Value> initial = [];
        if (_scanner.TryTake("carry"))
        {
            do
            {
                carried.Add(ParseValue());
                _scanner.Take("=");
                initial.Add(ParseValue());
            }
            while (_scanner.TryTake(","));
        }
        return (carried.ToEquatable(), initial.ToEquatable());
    }

    private If ParseIf()
    {
        Value condition = ParseValue();
        EquatableArray<Value> results = ParseResults();
        int region = ParseMark("region");
        int mirror = ParseMark("mirror");
        Block whenTrue = ParseBlock(out Origin origin);
        Block whenFalse = _scanner.TryTake("else") ? ParseBlock(out _) : Block.Empty;
        return new If(condition, whenTrue, whenFalse, results) { Region = region, Mirror = mirror, Origin = origin };
    }

    private For ParseFor()
    {
        Value index = ParseValue();
        _scanner.Take("=");
        Value from = ParseValue();
        _scanner.Take("to");
        Value to = ParseValue();
        _scanner.Take("step");
        long step = _scanner.TakeInteger();
        LoopTest test = _scanner.TakeWord() switch
        {
            "less" => LoopTest.Less,
            "less.equal" => LoopTest.LessOrEqual,
            "greater" => LoopTest.Greater,
            "greater.equal" => LoopTest.GreaterOrEqual,
            string word => throw _scanner.Wrong($"no test {word}"),
        };
        (EquatableArray<Value> carried, EquatableArray<Value> initial) = ParseCarried();
        EquatableArray<Value> results = ParseResults();
        int region = ParseMark("region");
        int mirror = ParseMark("mirror");
        bool isReversed = _scanner.TryTake("reversed");
        Block body = ParseBlock(out Origin origin);
        return new For(index, from, to, step, test, initial, carried, body, results)
        {
            Region = region, Mirror = mirror, Reversed = isReversed, Origin = origin,
        };
    }

    private While ParseWhile()
    {
        (EquatableArray<Value> carried, EquatableArray<Value> initial) = ParseCarried();
        EquatableArray<Value> results = ParseResults();
        int region = ParseMark("region");
        Block header = ParseBlock(out Origin origin);
        _scanner.Take("do");
        Block body = ParseBlock(out _);
        return new While(initial, carried, header, body, results) { Region = region, Origin = origin };
    }

    private Loop ParseLoop()
    {
        bool isTestAtEnd = _scanner.TryTake("test.at.end");
        Block header = ParseBlock(out Origin origin);
        _scanner.Take("test");
        Value condition = ParseValue();
        _scanner.Take("do");
        Block body = ParseBlock(out _);
        _scanner.Take("update");
        Block update = ParseBlock(out _);
        return new Loop(header, condition, body, update, isTestAtEnd) { Origin = origin };
    }
}
