// Pasted text. What must hold: redacting twice is redacting once; a password after a label, a log-in command or before an @
// is gone, whatever stands around it; the text gets no longer than it was, but for the marks.
#include "core/errors/redact.hpp"

#include "arbitrary.hpp"

using namespace maildoctor;
using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    FuzzedDataProvider bytes(data, size);
    static const std::string kSecret = "Hemligt7Hund";
    static const char* const kBefore[] = {"Lösenord: ", "lösenord:", "Password: ", "PASSWORD=", "password is ",
        "a1 LOGIN kalle@exempel.se ", "PASS ", "AUTH PLAIN ", "imap://kalle:"};
    const std::size_t which = bytes.ConsumeIntegralInRange<std::size_t>(0, std::size(kBefore) - 1);
    const std::string tail = which + 1 == std::size(kBefore) ? "@imap.exempel.se" : "";
    const std::string front = bytes.ConsumeRandomLengthString(1000);
    const std::string rest = bytes.ConsumeRemainingBytesAsString();
    const std::string text = front + "\n" + kBefore[which] + kSecret + tail + "\n" + rest;

    const Redacted once = redact(text);
    must(once.removed, "the person is told");
    must(once.text.find(kSecret) == std::string::npos || rest.find(kSecret) != std::string::npos ||
            front.find(kSecret) != std::string::npos,
        "the password is gone");
    const Redacted twice = redact(once.text);
    must(twice.text == once.text, "redacting twice is redacting once");
    redact(rest);
    return 0;
}
