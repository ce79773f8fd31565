// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/plain_text.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs.h"

#include <conduit/utf8.h>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

QString wordOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return u"string"_s;
    case wire::FieldType::Number:
        return u"number"_s;
    case wire::FieldType::Boolean:
        return u"boolean"_s;
    case wire::FieldType::Object:
        return u"object"_s;
    case wire::FieldType::Array:
        return u"array"_s;
    }
    Q_UNREACHABLE();
}

QString textFrom(const wire::Schema &schema, int columns)
{
    using Form = TextTable::Form;
    TextTable table({{u"FIELD"_s}, {u"TYPE"_s}, {u"REQUIRED"_s}, {u"EXAMPLE"_s, Form::Text}, {u"DESCRIPTION"_s, Form::Text}},
                    columns);
    for (const wire::Field &field : schema.fields) {
        table.add({field.name, wordOf(field.type), field.required ? u"yes"_s : u"no"_s, textFromUtf8(field.example),
                   field.description});
    }
    const QString description = schema.description.isEmpty() ? QString() : u": "_s + schema.description;
    return onOneLine(schema.taskType + description) + u'\n' + table.takeText();
}

ExitCode schema(Errand &errand)
{
    const auto found = errand.broker.ask<wire::Schema>(&client::Client::loadSchema, errand.given.words.first());
    if (!found)
        return errand.out.complain(found.error());
    if (errand.wantsJson())
        errand.out.printJson(errand.broker.text());
    else
        errand.out.print(textFrom(*found, errand.out.columns()));
    return ExitCode::Fine;
}

} // namespace

Verb schemaVerb()
{
    return {.name = u"schema"_s,
            .synopsis = u"TYPE"_s,
            .summary = u"Shows what payload a task type takes."_s,
            .wordsMin = 1,
            .wordsMax = 1,
            .options = {},
            .patience = u"timeout"_s,
            .examples = u"  conduit schema echo\n"
                        "  conduit schema --json 'img/resize 50%'\n"_s,
            .run = &schema};
}

} // namespace conduit::cli
