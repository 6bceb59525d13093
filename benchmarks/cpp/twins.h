// Derivatives by hand in C++: what the compiler makes of plain loops, with the flags of the script beside this file. Each function
// computes the value and overwrites the gradient, as the C# method of the same name does.
#pragma once

#include <cmath>
#include <cstring>

#define TWIN extern "C"
