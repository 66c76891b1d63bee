#include "core/reading/moment.hpp"

#include <cmath>

namespace maildoctor {

namespace {

constexpr double kSecondsADay = 86400;

/// Days since 1970-01-01 of a date of the Gregorian calendar, counted from March so that a leap day comes last.
double days_of(int year, int month, int day) {
    const int shifted = month <= 2 ? year - 1 : year;
    const int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    const int year_of_era = shifted - era * 400;
    const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097.0 + day_of_era - 719468.0;
}

struct Date {
    int year, month, day;
};

Date date_of(double days) {
    const double shifted = days + 719468;
    const double era = std::floor(shifted / 146097);
    const int day_of_era = static_cast<int>(shifted - era * 146097);
    const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int month_from_march = (5 * day_of_year + 2) / 153;
    const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    const int year = year_of_era + static_cast<int>(era) * 400 + (month <= 2 ? 1 : 0);
    return {year, month, day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

constexpr std::string_view kPattern = "0000-00-00T00:00:00";

}  // namespace

std::optional<double> seconds_of(std::string_view moment) {
    if (moment.size() <= kPattern.size() || moment.back() != 'Z') return std::nullopt;
    for (std::size_t i = 0; i < kPattern.size(); ++i)
        if (kPattern[i] == '0' ? moment[i] < '0' || moment[i] > '9' : moment[i] != kPattern[i]) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t digits) {
        int out = 0;
        for (std::size_t i = at; i < at + digits; ++i) out = out * 10 + (moment[i] - '0');
        return out;
    };
    const int month = number(5, 2), day = number(8, 2);
    if (month < 1 || month > 12 || day < 1 || day > 31 || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 60)
        return std::nullopt;
    return days_of(number(0, 4), month, day) * kSecondsADay + number(11, 2) * 3600.0 + number(14, 2) * 60.0 + number(17, 2);
}

std::string moment_of(double seconds) {
    const double days = std::floor(seconds / kSecondsADay);
    const int rest = static_cast<int>(seconds - days * kSecondsADay);
    const Date date = date_of(days);
    std::string out(kPattern);
    const auto write = [&](std::size_t at, std::size_t digits, int number) {
        for (std::size_t i = at + digits; i-- > at; number /= 10) out[i] = static_cast<char>('0' + number % 10);
    };
    write(0, 4, date.year);
    write(5, 2, date.month);
    write(8, 2, date.day);
    write(11, 2, rest / 3600);
    write(14, 2, rest / 60 % 60);
    write(17, 2, rest % 60);
    return out += 'Z';
}

}  // namespace maildoctor
