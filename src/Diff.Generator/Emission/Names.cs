using System;
using System.Collections.Generic;
using Diff.Compiler.IR;
using Diff.Compiler.Lowering;

namespace Diff.Generator.Emission;

/// <summary>Hands out names of locals so that no two that can see one another are the same, as C# demands.</summary>
internal sealed class Names
{
    private readonly Stack<Scope> _scopes = new();
    private readonly HashSet<string> _reserved;

    public Names(IEnumerable<string> reserved)
    {
        _reserved = new HashSet<string>(reserved, StringComparer.Ordinal);
        _scopes.Push(new Scope());
    }

    private sealed class Scope
    {
        public HashSet<string> Declared { get; } = [];

        /// <summary>Names declared in blocks inside that are closed: this block itself may not declare them any more.</summary>
        public HashSet<string> Inside { get; } = [];

        /// <summary>The first number worth trying behind a name, so that thousands of locals of one name cost no search.</summary>
        public Dictionary<string, int> Next { get; } = [];
    }

    public void Enter() => _scopes.Push(new Scope());

    public void Leave()
    {
        Scope closed = _scopes.Pop();
        _scopes.Peek().Inside.UnionWith(closed.Declared);
        _scopes.Peek().Inside.UnionWith(closed.Inside);
    }

    /// <summary>Declares a local in the current block, by the name wished for or the next free one like it.</summary>
    public string Declare(string wish)
    {
        string stem = wish.TrimStart('@');
        string name = MemberNames.Identifier(stem);
        string separator = stem.Length > 0 && char.IsDigit(stem[stem.Length - 1]) ? "_" : "";
        int number = _scopes.Peek().Next.TryGetValue(stem, out int next) ? next : 2;
        for (; IsTaken(name); number++)
        {
            name = stem + separator + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        _scopes.Peek().Next[stem] = number;
        _scopes.Peek().Declared.Add(name);
        return name;
    }

    /// <summary>Takes a name in the current block too: a loop's index is visible in its body.</summary>
    public void Redeclare(string name) => _scopes.Peek().Declared.Add(name);

    /// <summary>A name for a value that has none in the source.</summary>
    public static string Default(IrType type) => type.IsBuffer ? "buffer" : type.IsFloating ? "t" : type == IrType.Bool ? "condition" : "n";

    private bool IsTaken(string name)
    {
        if (_reserved.Contains(name) || _scopes.Peek().Inside.Contains(name))
        {
            return true;
        }

        foreach (Scope scope in _scopes)
        {
            if (scope.Declared.Contains(name))
            {
                return true;
            }
        }

        return false;
    }
}
