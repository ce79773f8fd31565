// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/code_names.h"
#include "app/cli/code_text.h"
#include "app/cli/typed_source.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

QString escapeByBraces(QChar c) { return u"\\u{%1}"_s.arg(c.unicode(), 0, 16); }

/// It is Markdown, in which code is compiled and run by `cargo test`, and HTML goes into a page.
QString docComment(const QString &text, const QString &indent = {})
{
    constexpr QStringView kActive = u"\\`~<[&";
    QString escaped;
    for (const QChar c : text)
        escaped += kActive.contains(c) ? QString(u'\\') + c : QString(c);
    return text.isEmpty() ? QString() : indent + u"/// "_s + escaped + u'\n';
}

QString memberName(const QStringList &words)
{
    static const QStringList kReserved =
        QStringLiteral("abstract as async await become box break const continue crate do dyn else enum extern false "
                       "final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self "
                       "static struct super trait true try type typeof unsafe unsized use virtual where while yield")
            .split(u' ');
    const QString name = snakeCase(words);
    return kReserved.contains(name) ? name + u'_' : name;
}

QString typeOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return u"String"_s;
    case wire::FieldType::Number:
        return u"Number"_s;
    case wire::FieldType::Boolean:
        return u"bool"_s;
    case wire::FieldType::Object:
        return u"Map<String, Value>"_s;
    case wire::FieldType::Array:
        return u"Vec<Value>"_s;
    }
    Q_UNREACHABLE();
}

QString memberOf(const NamedField &member)
{
    const auto &[field, words] = member;
    const QString name = memberName(words);
    QStringList manners;
    if (name != field.name)
        manners.append(u"rename = "_s + literal(field.name, &escapeByBraces));
    if (!field.required)
        manners.append(u"skip_serializing_if = \"Option::is_none\""_s);
    const QString attribute = manners.isEmpty() ? QString() : u"    #[serde("_s + manners.join(u", "_s) + u")]\n"_s;
    const QString type = typeOf(field.type);
    return docComment(remark(field.description, field.example), u"    "_s) + attribute + u"    pub "_s + name + u": "_s
        + (field.required ? type : u"Option<"_s + type + u'>') + u",\n"_s;
}

/// So that who builds one need not name each field that may be absent.
QString constructorOf(const NamedSchema &schema, const QString &type)
{
    QStringList parameters;
    QString members;
    for (const auto &[field, words] : schema.fields) {
        const QString name = memberName(words);
        const bool isConverted = field.type == wire::FieldType::String || field.type == wire::FieldType::Number;
        if (field.required)
            parameters.append(name + u": "_s + (isConverted ? u"impl Into<%1>"_s.arg(typeOf(field.type)) : typeOf(field.type)));
        members += u"            "_s + name
            + (!field.required   ? u": None"_s
                   : isConverted ? u": %1.into()"_s.arg(name)
                                 : QString())
            + u",\n"_s;
    }
    return u"\nimpl %1 {\n"
           "    /// With all that is required, and nothing else.\n"
           "    #[allow(clippy::too_many_arguments)]\n"
           "    pub fn new(%2) -> Self {\n"
           "        Self {\n%3        }\n"
           "    }\n"
           "}\n"_s.arg(type, parameters.join(u", "_s), members);
}

QString structOf(const NamedSchema &schema, const QString &type)
{
    const auto isRequired = [](const NamedField &member) { return member.field.required; };
    const bool hasRequired = std::any_of(schema.fields.begin(), schema.fields.end(), isRequired);
    QString text = u"#[derive(Debug, Clone, PartialEq, %1Serialize, Deserialize)]\npub struct %2 {\n"_s.arg(
        hasRequired ? QString() : u"Default, "_s, type);
    for (const NamedField &member : schema.fields)
        text += memberOf(member);
    text += u"}\n"_s;
    return hasRequired ? text + constructorOf(schema, type) : text;
}

QString section(const NamedSchema &schema)
{
    const QString type = pascalCase(schema.words) + u"Payload"_s;
    return docComment(remark(schema.description))
        + (schema.takesAnything() ? u"pub type "_s + type + u" = Json;\n"_s : structOf(schema, type)) + u'\n'
        + docComment(enqueueRemark(schema.taskType))
        + u"pub fn enqueue_%1(client: &Client, payload: &%2, options: NewTask) -> Result<Task> {\n"
          "    enqueue(client, %3, payload, options)\n"
          "}\n"_s.arg(snakeCase(schema.words), type, literal(schema.taskType, &escapeByBraces));
}

QString worker(const NamedSchema &schema)
{
    return u"use conduit_client::{Context, Failure, Worker};\n\n"
           "fn handle_%1(context: &Context) -> std::result::Result<Value, Failure> {\n"
           "    let payload: %2Payload =\n"
           "        context.task().payload.parse().map_err(|fault| Failure::no_retry(fault.to_string()))?;\n"
           "    println!(\"{payload:?}\");\n"
           "    Ok(Value::Null)\n"
           "}\n\n"
           "fn main() -> Result<()> {\n"
           "    Worker::new(Client::from_env()).handle(%3, handle_%1).run()\n"
           "}\n"_s.arg(snakeCase(schema.words), pascalCase(schema.words), literal(schema.taskType, &escapeByBraces));
}

const QString kHead = uR"(
// It needs the crates conduit-client, serde (with its feature "derive") and serde_json. A program that does not use
// everything says `#[allow(dead_code)]` before its `mod`, or `#![allow(dead_code)]` where this is all of it.

#[allow(unused_imports)]
use conduit_client::{Client, Json, NewTask, Result, Task, Value};
#[allow(unused_imports)]
use serde::{Deserialize, Serialize};
#[allow(unused_imports)]
use serde_json::{Map, Number};

/// What `options` say of type and payload does not count.
fn enqueue(client: &Client, task_type: &str, payload: &impl Serialize, options: NewTask) -> Result<Task> {
    let text = serde_json::to_string(payload).expect("a payload can be written as JSON");
    client.enqueue(NewTask { task_type: task_type.to_owned(), payload: Json::from_text(&text)?, ..options })
}
)"_s;

} // namespace

Language rustLanguage()
{
    return {.name = u"rust"_s, .comment = u"//"_s, .head = kHead, .section = &section, .worker = &worker};
}

} // namespace conduit::cli
