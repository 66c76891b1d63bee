#include "page.hpp"

#include <cmath>

// In the place of the C library's, whose tables take 3 kB.
extern "C" double log(double number) { return page_log(number); }
extern "C" double exp(double number) { return page_exp(number); }
