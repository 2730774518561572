#include "CCurl.h"

#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

// libcurl comes with the system: the Swift toolchain on Linux cannot run without it, and macOS has it.
// It is opened when something is to be fetched and not linked, because it brings thirty libraries
// along that each start of the program would wait for. So its header is not needed, either; these
// numbers and types are a part of its binary interface and stay as they are.
//
// Source: https://curl.se/libcurl/c/curl_easy_setopt.html and https://curl.se/libcurl/abi.html.
enum option {
  optionTimeout = 13,
  optionLowSpeedLimit = 19,
  optionLowSpeedTime = 20,
  optionNoProgress = 43,
  optionFailOnError = 45,
  optionFollowLocation = 52,
  optionMaxRedirects = 68,
  optionConnectTimeout = 78,
  optionNoSignal = 99,
  optionProtocols = 181,
  optionRedirectProtocols = 182,
  optionWriteData = 10001,
  optionURL = 10002,
  optionErrorBuffer = 10010,
  optionUserAgent = 10018,
  optionHeaderData = 10029,
  optionProgressData = 10057,
  optionWriteFunction = 20011,
  optionHeaderFunction = 20079,
  optionProgressFunction = 20219,
  optionMaxFileSize = 30117,
};
enum { protocolHTTP = 1, protocolHTTPS = 2 };

struct library {
  void *(*init)(void);
  int (*setOption)(void *, int, ...);
  int (*perform)(void *);
  const char *(*describe)(int);
  void (*cleanup)(void *);
};

static int openLibrary(struct library *library) {
#ifdef __APPLE__
  void *handle = dlopen("/usr/lib/libcurl.4.dylib", RTLD_NOW | RTLD_LOCAL);
#else
  void *handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
#endif
  if (!handle) return 0;
  *(void **)&library->init = dlsym(handle, "curl_easy_init");
  *(void **)&library->setOption = dlsym(handle, "curl_easy_setopt");
  *(void **)&library->perform = dlsym(handle, "curl_easy_perform");
  *(void **)&library->describe = dlsym(handle, "curl_easy_strerror");
  *(void **)&library->cleanup = dlsym(handle, "curl_easy_cleanup");
  return library->init && library->setOption && library->perform && library->describe
    && library->cleanup;
}

static int setOptions(
  const struct library *library, void *handle, const struct CurlRequest *request, char *message
) {
  const long anyOfBoth = protocolHTTP | protocolHTTPS;
  int result = 0;
#define SET(option, value) \
  if (!result) result = library->setOption(handle, option, value)
  SET(optionErrorBuffer, message);
  SET(optionURL, request->url);
  SET(optionUserAgent, "workbook");
  SET(optionProtocols, anyOfBoth);
  SET(optionRedirectProtocols, request->isSecure ? (long)protocolHTTPS : anyOfBoth);
  SET(optionFollowLocation, 1L);
  SET(optionMaxRedirects, request->mostRedirects);
  SET(optionFailOnError, 1L);
  SET(optionConnectTimeout, request->secondsToConnect);
  SET(optionLowSpeedTime, request->secondsOfSilence);
  SET(optionLowSpeedLimit, request->fewestBytes);
  SET(optionTimeout, request->mostSeconds);
  SET(optionMaxFileSize, request->mostBytes);
  SET(optionHeaderFunction, request->takeHead);
  SET(optionHeaderData, request->context);
  SET(optionWriteFunction, request->takeBody);
  SET(optionWriteData, request->context);
  SET(optionProgressFunction, request->isToEnd);
  SET(optionProgressData, request->context);
  SET(optionNoProgress, 0L);
  // It would take SIGALRM, of which a thread of ours may hear.
  SET(optionNoSignal, 1L);
#undef SET
  return result;
}

int curlFetch(const struct CurlRequest *request, char message[curlMessageSize]) {
  message[0] = 0;
  struct library library;
  if (!openLibrary(&library)) {
    const char *reason = dlerror();
    snprintf(message, curlMessageSize, "%s", reason ? reason : "it lacks a function");
    return curlIsMissing;
  }
  // That a server hangs up is told by a result, too. Not ignored, since programs that another thread
  // starts meanwhile would inherit that.
  sigset_t brokenPipe, before, pending;
  sigemptyset(&brokenPipe);
  sigaddset(&brokenPipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &brokenPipe, &before);
  void *handle = library.init();
  // What there is when nothing can be made: CURLE_FAILED_INIT.
  int result = handle ? setOptions(&library, handle, request, message) : 2;
  if (!result) result = library.perform(handle);
  if (result && !message[0]) snprintf(message, curlMessageSize, "%s", library.describe(result));
  if (handle) library.cleanup(handle);
  int number;
  if (!sigpending(&pending) && sigismember(&pending, SIGPIPE)) sigwait(&brokenPipe, &number);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return result;
}
