// The tables that the diagnosis rests on: what they name exists, what they claim is possible, and what docs/ARCHITECTURE.md
// asks of them holds. That texts and translations are complete is checked by web/build/messages.mjs.
#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "core/contract.hpp"
#include "core/diagnosis/ranking.hpp"
#include "support/files.hpp"

namespace maildoctor {
namespace {

using diagnosis::columns;

constexpr double kLeast = 0.02;
constexpr double kMost = 0.98;
constexpr double kRarest = 0.01;
constexpr double kRounding = 1e-9;

/// The column and value that a number stands for; null: there is none.
struct Place {
    const Sign* column = nullptr;
    const Value* value = nullptr;
};

Place place_of(FactNumber fact) {
    for (const Sign* column : columns())
        for (const Value& value : column->values)
            if (number_of(column->id, value.id) == fact) return {column, &value};
    return {};
}

TEST(Columns, backgrounds_add_up_to_one_and_no_value_is_so_rare_that_it_decides_alone) {
    for (const Sign* column : columns()) {
        double sum = 0;
        for (const Value& value : column->values) {
            sum += value.background();
            EXPECT_GE(value.background(), kRarest) << column->id << ' ' << value.id;
        }
        EXPECT_NEAR(sum, 1, kRounding) << column->id;
    }
}

TEST(Columns, ids_of_questions_and_signs_are_unique_and_so_are_their_values) {
    std::set<std::string_view> ids;
    for (const Sign* column : columns()) {
        EXPECT_TRUE(ids.insert(column->id).second) << column->id;
        std::set<std::string_view> values;
        for (const Value& value : column->values) {
            EXPECT_TRUE(values.insert(value.id).second) << column->id << ' ' << value.id;
            EXPECT_NE(value.id, kDontKnow) << "it is always an answer, and weighs nothing";
        }
    }
}

TEST(Columns, each_value_of_each_has_a_number_of_its_own) {
    std::map<FactNumber, std::string> facts;
    for (const Sign* column : columns())
        for (const Value& value : column->values) {
            const std::string fact = std::string(column->id) + "-" + std::string(value.id);
            const auto [known, is_new] = facts.emplace(number_of(column->id, value.id), fact);
            EXPECT_TRUE(is_new) << fact << " has the number of " << known->second;
            EXPECT_NE(known->first, 0) << fact << " has the number of no fact";
            EXPECT_EQ(number_of(fact), known->first);
        }
}

class EachCause : public testing::TestWithParam<const Cause*> {
protected:
    const Cause& cause = *GetParam();
};

/// Expected is only what can be observed, nothing is told twice, and nothing is called impossible or certain.
void expect_sound(std::span<const Expectation> expectations) {
    std::map<std::string_view, double> told;
    std::set<FactNumber> seen;
    for (const Expectation& each : expectations) {
        const Place place = place_of(each.fact);
        ASSERT_NE(place.column, nullptr) << "nobody observes row " << &each - expectations.data() + 1;
        EXPECT_TRUE(seen.insert(each.fact).second) << place.column->id << ' ' << place.value->id << " is told twice";
        EXPECT_GE(each.likelihood(), kLeast) << place.column->id << ' ' << place.value->id;
        EXPECT_LE(each.likelihood(), kMost) << place.column->id << ' ' << place.value->id;
        told[place.column->id] += each.likelihood();
    }
    for (const auto& [sign, sum] : told) EXPECT_LE(sum, 1 + kRounding) << sign;
}

TEST_P(EachCause, has_a_sound_table) { expect_sound(cause.expectations); }

TEST(Causes, what_nearly_every_cause_expects_is_a_sound_table) { expect_sound(kNothingElseWrong); }

TEST_P(EachCause, has_advice_whose_conditions_somebody_observes) {
    ASSERT_FALSE(cause.advice.empty());
    std::set<std::string_view> ids;
    for (const Advice& each : cause.advice) {
        EXPECT_TRUE(ids.insert(each.id).second) << each.id;
        for (const FactNumber fact : {each.when.seen, each.when.unseen[0], each.when.unseen[1]})
            if (fact != 0) EXPECT_NE(place_of(fact).column, nullptr) << each.id;
    }
}

/// Each way to answer, or not to, what the conditions of a cause's advice ask.
void answer_all(const Cause& cause, const std::vector<FactNumber>& asked, std::vector<diagnosis::Sighting> seen) {
    EXPECT_THAT(diagnosis::advice_for(cause, seen), testing::Not(testing::IsEmpty())) << cause.id;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const Place place = place_of(asked[i]);
        std::vector<FactNumber> others;
        for (std::size_t j = i + 1; j < asked.size(); ++j)
            if (place_of(asked[j]).column != place.column) others.push_back(asked[j]);
        for (const Value& value : place.column->values) {
            auto more = seen;
            more.push_back({0, 0, number_of(place.column->id, value.id)});
            answer_all(cause, others, more);
        }
    }
}

TEST_P(EachCause, has_advice_whatever_is_known) {
    std::vector<FactNumber> asked;
    for (const Advice& each : cause.advice)
        for (const FactNumber fact : {each.when.seen, each.when.unseen[0], each.when.unseen[1]})
            if (fact != 0) asked.push_back(fact);
    answer_all(cause, asked, {});
}

TEST(Condition, holds_the_facts_of_its_text) {
    constexpr Condition kNone = "";
    EXPECT_EQ(kNone.seen, 0);
    constexpr Condition kAll = "!vpn-on network-abroad-hotel !vpn-off";
    EXPECT_EQ(kAll.seen, number_of("network", "abroad-hotel"));
    EXPECT_EQ(kAll.unseen, (std::array{number_of("vpn", "on"), number_of("vpn", "off")}));
}

bool mention(std::span<const Expectation> expectations, std::string_view sign) {
    return std::any_of(expectations.begin(), expectations.end(),
        [&](const Expectation& each) { return place_of(each.fact).column->id == sign; });
}

TEST_P(EachCause, weighs_nothing_for_a_sign_that_nothing_is_expected_of) {
    const auto index =
        static_cast<std::size_t>(std::find(all_causes().begin(), all_causes().end(), &cause) - all_causes().begin());
    for (std::size_t column = 0; column < columns().size(); ++column) {
        const bool mentioned =
            mention(cause.expectations, columns()[column]->id) || mention(kNothingElseWrong, columns()[column]->id);
        for (std::size_t value = 0; value < columns()[column]->values.size(); ++value) {
            const double weight = diagnosis::weights(column, value)[index].log;
            if (!mentioned) EXPECT_EQ(weight, 0) << columns()[column]->id;
            EXPECT_LE(weight, std::log(kMost / kRarest));
            EXPECT_GE(weight, std::log(diagnosis::kStray) - kRounding) << columns()[column]->id;
        }
    }
}

std::string name_of_cause(const testing::TestParamInfo<const Cause*>& tested) {
    std::string out(tested.param->id);
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
}
INSTANTIATE_TEST_SUITE_P(Causes, EachCause, testing::ValuesIn(all_causes().begin(), all_causes().end()), name_of_cause);

TEST(Causes, priors_add_up_to_one) {
    double sum = 0;
    for (const Cause* cause : all_causes()) sum += cause->prior();
    EXPECT_NEAR(sum, 1, kRounding);
}

TEST(Causes, with_nothing_known_the_background_comes_first_and_then_the_order_of_the_article) {
    const Profile profile = tests::read_profile("websupport.se");
    const auto ranked = diagnosis::rank(diagnosis::believe(profile, {}, {}), {}, {});
    std::vector<std::string> order;
    for (const RankedCause& each : ranked) order.push_back(each.cause);
    ASSERT_FALSE(order.empty());
    EXPECT_EQ(order.front(), diagnosis::kUndetermined);
    const std::vector<std::string> article{"network-blocks-mail", "service-suspended", "wrong-settings", "sending-limit-address"};
    std::vector<std::string> of_article;
    for (const std::string& cause : order)
        if (std::find(article.begin(), article.end(), cause) != article.end()) of_article.push_back(cause);
    EXPECT_EQ(of_article, article);
}

TEST(Causes, a_good_probe_never_speaks_against_a_network_that_blocks_mail) {
    const std::size_t servers = diagnosis::column_of("servers");
    for (std::size_t i = 0; i < all_causes().size(); ++i)
        if (all_causes()[i]->id == "network-blocks-mail") EXPECT_GE(diagnosis::weights(servers, 0)[i].log, 0);
    ASSERT_EQ(columns()[servers]->values[0].id, "reachable");
}

TEST(Causes, a_profile_without_invoices_is_never_asked_about_them) {
    const Profile university = tests::read_profile("university");
    EXPECT_THAT(university.absent_causes, testing::Contains("service-suspended"));
    for (const RankedCause& each : diagnosis::rank(diagnosis::believe(university, {}, {}), {}, {}))
        EXPECT_NE(each.cause, "service-suspended");
}

}  // namespace
}  // namespace maildoctor
