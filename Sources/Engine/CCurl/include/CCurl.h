#include <stddef.h>

/// What libcurl is asked to fetch, and with what patience.
struct CurlRequest {
  const char *url;
  /// Whether a redirect may lead to no other address than one of https.
  int isSecure;
  long mostRedirects;
  /// Until a server is reached, and until one is given up that sends fewer than `fewestBytes` each
  /// second.
  long secondsToConnect, secondsOfSilence, fewestBytes;
  /// Of all together.
  long mostSeconds;
  long long mostBytes;
  /// Is handed each line of the answer's head, and each piece of its body; 0 ends it all, and any other
  /// number must be the product of the two.
  size_t (*takeHead)(char *bytes, size_t one, size_t count, void *context);
  size_t (*takeBody)(char *bytes, size_t one, size_t count, void *context);
  /// Is asked now and then whether to go on, with how much of an answer has come, of which a redirect's
  /// body is a part; any number but 0 ends it all.
  int (*isToEnd)(
    void *context, long long total, long long received, long long toSend, long long sent);
  void *context;
};

enum { curlMessageSize = 256, curlIsMissing = -1 };

/// Fetches it, and returns what libcurl calls its result: 0 where all went well, or `curlIsMissing`
/// where there is no libcurl.
///
/// The message says why it did not work out, in libcurl's words, which a server may have a part in.
int curlFetch(const struct CurlRequest *request, char message[curlMessageSize]);
