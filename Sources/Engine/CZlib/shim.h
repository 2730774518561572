// zlib comes with the system: Swift on Linux already needs it, and macOS has it.
#include <zlib.h>
