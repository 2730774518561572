// mallopt, which the module Glibc leaves out.
#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif
