// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/code_names.h"
#include "app/cli/code_text.h"
#include "app/cli/typed_source.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

QString typeOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return u"str"_s;
    case wire::FieldType::Number:
        return u"Union[int, float]"_s;
    case wire::FieldType::Boolean:
        return u"bool"_s;
    case wire::FieldType::Object:
        return u"Dict[str, Any]"_s;
    case wire::FieldType::Array:
        return u"List[Any]"_s;
    }
    Q_UNREACHABLE();
}

/// A class could not have every field, since a name need not be one in Python. Empty when there are no such fields.
QString dictOf(const NamedSchema &schema, const QString &type, bool required)
{
    QString members;
    for (const auto &[field, words] : schema.fields) {
        if (field.required != required)
            continue;
        const QString comment = remark(field.description, field.example);
        if (!comment.isEmpty())
            members += u"    # "_s + comment + u'\n';
        members += u"    "_s + literal(field.name, &escapeByFourDigits) + u": "_s + typeOf(field.type) + u",\n"_s;
    }
    const QString total = required ? QString() : u", total=False"_s;
    return members.isEmpty() ? QString() : u"%1 = TypedDict(\"%1\", {\n%2}%3)\n"_s.arg(type, members, total);
}

QString dictsOf(const NamedSchema &schema, const QString &type, const QString &doc)
{
    const QString required = u'_' + type + u"Required"_s;
    const QString optional = u'_' + type + u"Optional"_s;
    const QString first = dictOf(schema, required, true);
    const QString second = dictOf(schema, optional, false);
    QStringList bases;
    if (!first.isEmpty())
        bases.append(required);
    if (!second.isEmpty())
        bases.append(optional);
    return first + second + u"\n\nclass %1(%2):\n    %3\n"_s.arg(type, bases.join(u", "_s), doc);
}

QString section(const NamedSchema &schema)
{
    const QString type = pascalCase(schema.words) + u"Payload"_s;
    const QString description = remark(schema.description);
    const QString doc =
        literal(description.isEmpty() ? u"The payload of the type %1."_s.arg(quotedOnOneLine(schema.taskType)) : description,
                &escapeByFourDigits);
    const QString anything = (description.isEmpty() ? QString() : u"# "_s + description + u'\n') + type + u" = Any\n"_s;
    return (schema.takesAnything() ? anything : dictsOf(schema, type, doc))
        + u"\n\n"
          "@overload\n"
          "def enqueue_%1(client: Client, payload: %2, **options: Unpack[TaskOptions]) -> Task: ...\n"
          "@overload\n"
          "def enqueue_%1(client: AsyncClient, payload: %2, **options: Unpack[TaskOptions]) -> Awaitable[Task]: ...\n"
          "def enqueue_%1(client: Any, payload: Any, **options: Any) -> Any:\n"
          "    %3\n"
          "    return client.enqueue(%4, payload, **options)\n"_s.arg(
              snakeCase(schema.words), type, literal(enqueueRemark(schema.taskType), &escapeByFourDigits),
              literal(schema.taskType, &escapeByFourDigits));
}

QString worker(const NamedSchema &schema)
{
    return u"\nfrom conduit_queue import Context, Worker\n\n"
           "worker = Worker()\n\n\n"
           "@worker.handler(%1)\n"
           "def handle_%2(context: Context) -> Any:\n"
           "    payload: %3Payload = context.task.payload\n"
           "    print(payload)\n"
           "    return None\n\n\n"
           "if __name__ == \"__main__\":\n"
           "    worker.run()\n"_s.arg(literal(schema.taskType, &escapeByFourDigits), snakeCase(schema.words),
                                      pascalCase(schema.words));
}

const QString kHead = uR"(from __future__ import annotations

from typing import TYPE_CHECKING, Any, Awaitable, Dict, List, TypedDict, Union, overload

from conduit_queue import AsyncClient, Client, Task, TaskOptions

if TYPE_CHECKING:
    from typing_extensions import Unpack

)"_s;

} // namespace

Language pythonLanguage()
{
    return {.name = u"python"_s, .comment = u"#"_s, .head = kHead, .section = &section, .worker = &worker};
}

} // namespace conduit::cli
