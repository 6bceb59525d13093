using System;
using System.Globalization;
using System.Text;
using CurveFit;
using Spectre.Console;

// The plot uses characters that not every console shows unless asked.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

// The help shows the default of each option as the current culture writes it, and options are read as written here.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Spectre goes by the terminal, and would write its colours to a file or a pipe too.
IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
{
    Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
    ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
});

return CommandLine.Run(args, console, Console.Out, Console.Error);
