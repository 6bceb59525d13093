using System.Collections.Generic;
using System.Linq;
using Diff.Compiler;
using Diff.Compiler.IR;

namespace Diff.Generator.Emission;

/// <summary>Calls of methods that stay calls, and of those that pull them back.</summary>
internal sealed partial class BodyPrinter
{
    private void PrintRuleCall(RuleCall call)
    {
        List<Value> arguments = [];
        for (int i = 0; i < call.Rule.Parameters.Count; i++)
        {
            int position = call.Rule.PositionOf(i);
            if (!call.Rule.Parameters[i].IsWritten)
            {
                arguments.Add(call.Arguments[position]);
                continue;
            }

            // The content on entry is kept for the pullback.
            Value output = call.Arguments[position + 1];
            _writer.Line($"{_expressions.Print(call.Arguments[position])}.CopyTo({_expressions.Print(output)});");
            arguments.Add(output);
        }

        PrintRule(call.Rule, call.Rule.Forward, arguments, call.Results, call.Rule.Values, call);
    }

    /// <summary>The call, and a local for each scalar that is read of what it returns.</summary>
    private void PrintRule(CallRule rule, string template, List<Value> arguments, EquatableArray<Value> results, EquatableArray<string> parts, Op op)
    {
        string call = _expressions.Fill(template, arguments);
        bool takesWorkspace = _workspaceUsers.Contains(rule.Helper);
        string? mark = null;
        if (takesWorkspace)
        {
            call = call.Substring(0, call.Length - 1) + (call.EndsWith("()", System.StringComparison.Ordinal) ? "ref workspace)" : ", ref workspace)");
            mark = _names.Declare("mark");
            _writer.Line($"{_expressions.Runtime("Workspace")}.Mark {mark} = workspace.Position;");
        }

        switch (results.Count)
        {
            case 0:
                Statement(call + ";", op);
                break;
            case 1:
                Define(results[0], Part(parts[0], call), op);
                break;
            default:
                string returned = _names.Declare("returned");
                Statement($"var {returned} = {call};", op);
                foreach ((Value result, string part) in results.Zip(parts, (r, p) => (r, p)))
                {
                    Define(result, Part(part, returned), op);
                }

                break;
        }

        if (mark is not null)
        {
            _writer.Line($"workspace.Release({mark});");
        }
    }

    private static string Part(string format, string value) => format.Replace("{0}", value);
}
