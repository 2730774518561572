/// What a processor has to have for the engine as it was built, in Linux's words, with spaces between
/// them; empty where any processor will do. The package's manifest chooses it.
const char *engineNeeds(void);
