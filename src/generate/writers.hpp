// The generated files, each as one text.
#pragma once

#include "core/contract.hpp"
#include "generate/catalog.hpp"
#include "generate/comments.hpp"
#include "json/json.hpp"

namespace maildoctor::generate {

/// web/src/generated/contract.ts: types, ids, and the tables that web/src/core/validate.ts reads.
std::string write_typescript(const Catalog& catalog, const Comments& comments, const Contract& contract);

/// profiles/profile.schema.json: JSON Schema 2020-12 of a profile.
std::string write_schema(const Catalog& catalog, const Comments& comments);

/// docs/PROTOCOL.md; `examples` holds file name -> message, from tests/wire/examples.
std::string write_protocol(const Catalog& catalog, const Comments& comments, const std::map<std::string, json::Json>& examples);

/// docs/CONFIGURATION.md; `catalog` holds bridge::Config and what it is made of.
std::string write_configuration(const Catalog& catalog, const Comments& comments);

/// A use as TypeScript writes it.
std::string typescript_of(const Use& use);

/// Markdown of one struct or enum under `heading`: its comment, and a table of its members.
std::string section_of(const Type& type, const Comments& comments, const std::string& heading);

/// A comment without its Markdown backticks.
std::string plain(std::string comment);

}  // namespace maildoctor::generate
