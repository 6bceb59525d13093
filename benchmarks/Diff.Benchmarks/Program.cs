using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Diff.Benchmarks;

// Names of benchmarks hold characters that not every console shows unless asked.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

ParseResult arguments = BenchmarkCommand.Create().Parse(args);

// An error is easier to see without the whole help below it.
if (arguments.Action is ParseErrorAction parseError)
    parseError.ShowHelp = false;

return arguments.Invoke();
