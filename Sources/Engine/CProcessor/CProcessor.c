#include "CProcessor.h"

const char *engineNeeds(void) { return ENGINE_NEEDS; }
