#include "core/contract.hpp"

#include "core/causes/cause.hpp"
#include "core/errors/errors.hpp"
#include "core/model/wire.hpp"
#include "core/questions/question.hpp"
#include "core/reading/pasted_settings.hpp"
#include "core/rules/rule.hpp"
#include "core/setup/setup.hpp"

namespace maildoctor {

namespace {

/// FNV-1a, 64 bits: not a guard against malice, only against a page and a core of different builds.
class Hash {
public:
    constexpr void text(std::string_view text) {
        for (char c : text) byte(static_cast<unsigned char>(c));
        byte(0);
    }
    [[nodiscard]] constexpr unsigned long long value() const { return value_; }

private:
    constexpr void byte(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3ULL; }

    unsigned long long value_ = 0xcbf29ce484222325ULL;
};

template <class T>
constexpr void hash_type(Hash& hash);

template <class... Each>
constexpr void hash_messages(Hash& hash, const std::variant<Each...>*) {
    ((hash.text(Each::kType), hash_type<Each>(hash)), ...);
}

template <class T>
constexpr void hash_type(Hash& hash) {
    if constexpr (std::is_same_v<T, bool>) {
        hash.text("boolean");
    } else if constexpr (std::is_same_v<T, double>) {
        hash.text("number");
    } else if constexpr (std::is_same_v<T, std::string>) {
        hash.text("text");
    } else if constexpr (std::is_same_v<T, std::variant<std::string, double>>) {
        hash.text("text or number");
    } else if constexpr (IsOptional<T>::value) {
        hash.text("optional");
        hash_type<typename T::value_type>(hash);
    } else if constexpr (IsVector<T>::value) {
        hash.text("list");
        hash_type<typename T::value_type>(hash);
    } else if constexpr (IsMap<T>::value) {
        hash.text("map");
        hash_type<typename T::mapped_type>(hash);
    } else if constexpr (DescribedEnum<T>) {
        for (std::string_view name : kNames<T>) hash.text(name);
    } else {
        hash.text(kTypeName<T>);
        for_each_field<T>([&](const auto& field) {
            hash.text(field.name());
            hash_type<typename std::decay_t<decltype(field)>::Member>(hash);
        });
        hash.text("end");
    }
}

/// The types are hashed by the compiler, so that a page does not carry their text.
constexpr Hash kTypes = [] {
    Hash hash;
    hash_type<Profile>(hash);
    hash_type<Case>(hash);
    hash_type<AskedProfile>(hash);
    hash_type<AskedCase>(hash);
    hash_type<Observations>(hash);
    hash_type<Diagnosis>(hash);
    hash_type<PastedSettings>(hash);
    hash_type<SetupFile>(hash);
    hash.text(wire::kSubprotocol);
    hash_messages(hash, static_cast<const wire::ClientMessage*>(nullptr));
    hash_messages(hash, static_cast<const wire::ServerMessage*>(nullptr));
    return hash;
}();

/// Adds every text of the contract, in order, with the shape around it.
template <class T>
void hash_value(Hash& hash, const T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        hash.text(value);
    } else if constexpr (IsVector<T>::value) {
        for (const auto& item : value) hash_value(hash, item);
        hash.text("end");
    } else {
        for_each_field<T>([&](const auto& field) { hash_value(hash, value.*(field.pointer)); });
    }
}

std::string hexadecimal(unsigned long long value) {
    std::string out(16, '0');
    for (std::size_t i = out.size(); i-- > 0; value >>= 4U) out[i] = "0123456789abcdef"[value & 15U];
    return out;
}

std::string fact_id(std::string_view sign, std::string_view value) { return std::string(sign) + "-" + std::string(value); }

void add_rules(Contract& out) {
    for (const Rule& rule : all_rules())
        out.rules.push_back({std::string(rule.id), {rule.parameters.begin(), rule.parameters.end()}});
}

void add_causes(Contract& out) {
    for (const Cause* cause : all_causes()) {
        ContractCause& each = out.causes.emplace_back();
        each.id = cause->id;
        for (const Advice& advice : cause->advice)
            each.advice.push_back({std::string(advice.id), advice.link ? std::string(name_of(*advice.link)) : std::string()});
    }
}

void add_questions(Contract& out) {
    for (const Question* question : all_questions()) {
        ContractQuestion& each = out.questions.emplace_back();
        each.id = question->id;
        for (const Value& answer : question->values) {
            each.answers.emplace_back(answer.id);
            out.facts.push_back(fact_id(question->id, answer.id));
        }
        each.answers.emplace_back(kDontKnow);
    }
}

void add_stages(Contract& out) {
    for (std::size_t i = 0; i < kNames<Stage>.size(); ++i) {
        ContractStage& each = out.stages.emplace_back();
        each.id = kNames<Stage>[i];
        for (Outcome outcome : outcomes_of(static_cast<Stage>(i))) each.outcomes.emplace_back(name_of(outcome));
    }
}

Contract make_contract() {
    Contract out;
    add_rules(out);
    add_causes(out);
    add_questions(out);
    for (const Sign* sign : all_signs())
        for (const Value& value : sign->values) out.facts.push_back(fact_id(sign->id, value.id));
    for (const Cause* cause : all_causes()) out.facts.push_back(fact_id("tried", cause->id));
    for (std::string_view meaning : kNames<Meaning>) out.meanings.emplace_back(meaning);
    add_stages(out);
    out.fields = settings_fields();
    Hash hash = kTypes;
    hash_value(hash, out);
    out.hash = hexadecimal(hash.value());
    return out;
}

}  // namespace

const Contract& contract() {
    static const Contract the_contract = make_contract();
    return the_contract;
}

}  // namespace maildoctor
