using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using CartPole;

// The charts use block characters, which not every console shows unless asked.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

ParseResult arguments = CommandLine.Create().Parse(args);

// An error is easier to see without the whole help below it.
if (arguments.Action is ParseErrorAction parseError)
    parseError.ShowHelp = false;

return await arguments.InvokeAsync();
