// The part of planted.cpp that only a header can show.
#pragma once

namespace planted {

// expect: misc-definitions-in-headers
int defined_in_header() {
    return 1;
}

}  // namespace planted
