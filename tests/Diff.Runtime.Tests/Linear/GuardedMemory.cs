using System;
using System.Runtime.InteropServices;

namespace Diff.Tests.Linear;

/// <summary>Memory between two pages that nobody may touch: who reads one element too far ends the process.</summary>
internal sealed unsafe class GuardedMemory : IDisposable
{
    private const int Page = 65536;
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;

    private readonly nint _start;
    private readonly nint _size;

    /// <summary>Makes memory that ends, or else begins, at such a page.</summary>
    internal GuardedMemory(int size, bool atEnd)
    {
        int pages = (size + Page - 1) / Page;
        _size = (pages + 2) * Page;
        _start = mmap(0, _size, 0, PrivateAndAnonymous, -1, 0);
        if (_start == -1 || mprotect(_start + Page, pages * Page, ReadAndWrite) != 0)
            throw new OutOfMemoryException();
        Start = (void*)(_start + Page + (atEnd ? (pages * Page) - size : 0));
    }

    internal static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>The first byte; all are 0.</summary>
    internal void* Start { get; }

    public void Dispose() => _ = munmap(_start, _size);

    [DllImport("libc")]
    private static extern nint mmap(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc")]
    private static extern int mprotect(nint address, nint length, int protection);

    [DllImport("libc")]
    private static extern int munmap(nint address, nint length);
}
