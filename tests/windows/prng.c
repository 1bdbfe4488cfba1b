/* What the standard library draws its keys from, for a Wine that has no bcryptprimitives.dll of its own (8.0 has none).
   `.ci/weekly windows` builds it and lays it beside the program. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID at, ULONG length); /* RtlGenRandom */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE at, SIZE_T length) {
    return SystemFunction036(at, (ULONG)length);
}
