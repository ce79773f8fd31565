// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/code_names.h"
#include "app/cli/code_text.h"
#include "app/cli/typed_source.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

QString docComment(QString text, const QString &indent = {})
{
    text.replace(u"*/"_s, u"*\\/"_s);
    return text.isEmpty() ? QString() : indent + u"/** "_s + text + u" */\n"_s;
}

QString typeOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return u"string"_s;
    case wire::FieldType::Number:
        return u"number"_s;
    case wire::FieldType::Boolean:
        return u"boolean"_s;
    case wire::FieldType::Object:
        return u"Record<string, unknown>"_s;
    case wire::FieldType::Array:
        return u"unknown[]"_s;
    }
    Q_UNREACHABLE();
}

/// Every object has these, as functions: so one that may be absent could not be anything else.
bool isOfEveryObject(const QString &name)
{
    static const QStringList kMembers {u"constructor"_s,    u"hasOwnProperty"_s, u"isPrototypeOf"_s, u"propertyIsEnumerable"_s,
                                       u"toLocaleString"_s, u"toString"_s,       u"valueOf"_s};
    return kMembers.contains(name);
}

/// Any word may stand there bare, also a reserved one.
QString memberName(const QString &name)
{
    static const QRegularExpression bare(u"^[A-Za-z_$][A-Za-z0-9_$]*\\z"_s);
    return bare.match(name).hasMatch() ? name : literal(name, &escapeByFourDigits);
}

QString interfaceOf(const NamedSchema &schema, const QString &type)
{
    QString text = u"export interface "_s + type + u" {\n"_s;
    for (const auto &[field, words] : schema.fields) {
        const bool isUnknown = !field.required && isOfEveryObject(field.name);
        text += docComment(remark(field.description, field.example), u"    "_s) + u"    "_s + memberName(field.name)
            + (field.required ? u": "_s : u"?: "_s) + (isUnknown ? u"unknown"_s : typeOf(field.type)) + u";\n"_s;
    }
    return text + u"}\n"_s;
}

QString section(const NamedSchema &schema)
{
    const QString name = pascalCase(schema.words);
    const QString type = name + u"Payload"_s;
    const bool isAny = schema.takesAnything();
    const QString taken = isAny ? type : u"Exact<"_s + type + u'>';
    const QString sent = isAny ? u"payload"_s : u"exactJson(payload)"_s;
    return docComment(remark(schema.description))
        + (isAny ? u"export type "_s + type + u" = unknown;\n"_s : interfaceOf(schema, type)) + u'\n'
        + docComment(enqueueRemark(schema.taskType))
        + u"export async function enqueue%1(client: Client, payload: %2, options: EnqueueOptions = {}): Promise<Task> {\n"
          "    return client.enqueue(%3, %4, options);\n"
          "}\n"_s.arg(name, taken, literal(schema.taskType, &escapeByFourDigits), sent);
}

QString worker(const NamedSchema &schema)
{
    return u"import { Worker } from \"conduit-client\";\n\n"
           "const worker = new Worker();\n\n"
           "worker.handle(%1, ({ task }) => {\n"
           "    const payload = task.payload as %2Payload;\n"
           "    console.log(payload);\n"
           "    return null;\n"
           "});\n\n"
           "await worker.run();\n"_s.arg(literal(schema.taskType, &escapeByFourDigits), pascalCase(schema.words));
}

const QString kHead = uR"(
import { rawJson, type Client, type EnqueueOptions, type RawJson, type Task } from "conduit-client";

/** A payload to send: where a number would be rounded, a bigint keeps every digit. */
export type Exact<P> = { [K in keyof P]: number extends P[K] ? P[K] | bigint : P[K] };

/** A payload as JSON. Members that are undefined are left out. */
export function exactJson(payload: object): RawJson {
    const members: string[] = [];
    for (const [name, value] of Object.entries(payload)) {
        const text = typeof value === "bigint" ? String(value) : JSON.stringify(value);
        if (text !== undefined)
            members.push(`${JSON.stringify(name)}:${text}`);
    }
    return rawJson(`{${members.join(",")}}`);
}
)"_s;

} // namespace

Language typescriptLanguage()
{
    return {.name = u"typescript"_s, .comment = u"//"_s, .head = kHead, .section = &section, .worker = &worker};
}

} // namespace conduit::cli
