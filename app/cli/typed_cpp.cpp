// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/code_names.h"
#include "app/cli/code_text.h"
#include "app/cli/typed_source.h"

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

/// Octal digits, of which there are three at most: hexadecimal ones would go on with whatever follows.
QString escape(QChar c)
{
    constexpr char16_t kOctalMax = 0x1ff;
    return c.unicode() <= kOctalMax ? u"\\%1"_s.arg(c.unicode(), 3, 8, QLatin1Char('0')) : escapeByFourDigits(c);
}

/// Two question marks would begin a trigraph in the eyes of some compilers.
QString stringLiteral(const QString &text)
{
    QString quoted = literal(text, &escape);
    while (quoted.contains(u"??"))
        quoted.replace(u"??"_s, u"?\\?"_s);
    return u"QStringLiteral("_s + quoted + u')';
}

QString docComment(const QString &text, const QString &indent = {})
{
    if (text.isEmpty())
        return {};
    // The next line would be part of the comment. The second is a backslash to compilers that know trigraphs.
    const bool wouldGoOn = text.endsWith(u'\\') || text.endsWith(u"?\?/");
    return indent + u"/// "_s + text + (wouldGoOn ? u" .\n"_s : u"\n"_s);
}

QString memberName(const QStringList &words)
{
    // Keywords, and what Qt and the system's headers define as macros.
    static const QStringList kReserved =
        QStringLiteral("alignas alignof and asm auto bitand bitor bool break case catch char class compl concept const "
                       "consteval constexpr constinit continue decltype default delete do double else enum explicit "
                       "export extern false float for friend goto if inline int long mutable namespace new noexcept not "
                       "nullptr operator or private protected public register requires return short signed sizeof static "
                       "struct switch template this throw true try typedef typeid typename union unsigned using virtual "
                       "void volatile while xor emit errno far foreach forever i386 interface linux near signals slots "
                       "small stderr stdin stdout unix")
            .split(u' ');
    const QString name = camelCase(words);
    return kReserved.contains(name) ? name + u'_' : name;
}

/// What a field is in the struct, what it is at first where it is required, and how a value of it is written.
struct Form
{
    QString type;
    QString first;
    QString write;
};

Form formOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return {u"QString"_s, u"{}"_s, u"string(%1)"_s};
    case wire::FieldType::Number:
        return {u"Number"_s, u"{}"_s, u"raw(%1.text())"_s};
    case wire::FieldType::Boolean:
        return {u"bool"_s, u"false"_s, u"boolean(%1)"_s};
    case wire::FieldType::Object:
        return {u"QByteArray"_s, u"\"{}\""_s, u"raw(%1)"_s};
    case wire::FieldType::Array:
        return {u"QByteArray"_s, u"\"[]\""_s, u"raw(%1)"_s};
    }
    Q_UNREACHABLE();
}

QString structOf(const NamedSchema &schema, const QString &type)
{
    QString text = u"struct "_s + type + u"\n{\n"_s;
    for (const auto &[field, words] : schema.fields) {
        const Form form = formOf(field.type);
        text += docComment(remark(field.description, field.example), u"    "_s);
        text += field.required ? u"    %1 %2 = %3;\n"_s.arg(form.type, memberName(words), form.first)
                               : u"    std::optional<%1> %2 = {};\n"_s.arg(form.type, memberName(words));
    }
    return text + u"};\n"_s;
}

QString writerOf(const NamedSchema &schema, const QString &type)
{
    QString text = u"\n[[nodiscard]] inline QByteArray payloadText(const %1 &payload)\n"
                   "{\n"
                   "    json::Writer json;\n"
                   "    json.beginObject();\n"_s.arg(type);
    for (const auto &[field, words] : schema.fields) {
        const QString member = u"payload."_s + memberName(words);
        const QString value = field.required ? member : member + u".value()"_s;
        const QString write = u"    json.member(%1)."_s.arg(stringLiteral(field.name)) + formOf(field.type).write.arg(value);
        text += (field.required ? QString() : u"    if (%1)\n    "_s.arg(member)) + write + u";\n"_s;
    }
    return text
        + u"    json.endObject();\n"
          "    return json.take();\n"
          "}\n"_s;
}

QString section(const NamedSchema &schema)
{
    const QString name = pascalCase(schema.words);
    const QString type = name + u"Payload"_s;
    const bool isAny = schema.takesAnything();
    return docComment(remark(schema.description))
        + (isAny ? u"using "_s + type + u" = QByteArray; ///< JSON text.\n"_s : structOf(schema, type) + writerOf(schema, type))
        + u'\n' + docComment(enqueueRemark(schema.taskType))
        + u"inline void enqueue%1(client::Client &broker, const %2 &payload, QObject *context,\n"
          "    const client::Then<wire::Task> &then, wire::NewTask options = {})\n"
          "{\n"
          "    options.taskType = %3;\n"
          "    options.payload = %4;\n"
          "    broker.enqueue(options, context, then);\n"
          "}\n"_s.arg(name, type, stringLiteral(schema.taskType), isAny ? u"payload"_s : u"payloadText(payload)"_s);
}

/// How a member is read of what Qt's JSON has for it.
QString readingOf(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return u"%1.toString()"_s;
    case wire::FieldType::Number:
        return u"tasks::Number(%1.toVariant().toByteArray())"_s;
    case wire::FieldType::Boolean:
        return u"%1.toBool()"_s;
    case wire::FieldType::Object:
        return u"QJsonDocument(%1.toObject()).toJson(QJsonDocument::Compact)"_s;
    case wire::FieldType::Array:
        return u"QJsonDocument(%1.toArray()).toJson(QJsonDocument::Compact)"_s;
    }
    Q_UNREACHABLE();
}

QString readerOf(const NamedSchema &schema, const QString &type)
{
    QString text = u"        const QJsonObject given = task.payloadObject();\n"
                   "        tasks::%1 payload;\n"_s.arg(type);
    for (const auto &[field, words] : schema.fields) {
        const QString name = stringLiteral(field.name);
        const QString value = readingOf(field.type).arg(u"given.value("_s + name + u')');
        text += (field.required ? QString() : u"        if (given.contains("_s + name + u"))\n    "_s) + u"        payload."_s
            + memberName(words) + u" = "_s + value + u";\n"_s;
    }
    return text + u"        qInfo().noquote() << tasks::payloadText(payload);\n"_s;
}

QString worker(const NamedSchema &schema)
{
    const QString shown = schema.takesAnything() ? u"        qInfo().noquote() << task.payload();\n"_s
                                                 : readerOf(schema, pascalCase(schema.words) + u"Payload"_s);
    return u"#include <conduit/worker.h>\n\n"
           "#include <QDebug>\n"
           "#include <QJsonArray>\n"
           "#include <QJsonDocument>\n"
           "#include <QJsonObject>\n\n"
           "using namespace conduit;\n\n"
           "int main(int argc, char **argv)\n"
           "{\n"
           "    worker::HandlerRegistry handlers;\n"
           "    handlers.add(%1, [](const worker::TaskContext &task) {\n"
           "%2"
           "        return worker::outputOf({});\n"
           "    });\n"
           "    return worker::runWorker(argc, argv, handlers);\n"
           "}\n"_s.arg(stringLiteral(schema.taskType), shown);
}

const QString kHead = uR"(#pragma once

#include <conduit/client.h>
#include <conduit/json_writer.h>

#include <optional>
#include <type_traits>
#include <utility>

// What is required is a plain member, what may be absent is optional. Objects and arrays are JSON text.
namespace conduit::tasks {

/// A number of JSON with every digit: from any number but NaN and infinity, or from its text, such as "1.50".
class Number
{
public:
    Number() = default;
    explicit Number(QByteArray text) : m_text(std::move(text)) { }
    template<typename T>
        requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>)
    Number(T value)
    {
        if constexpr (std::is_integral_v<T>)
            m_text = QByteArray::number(value);
        else
            m_text = json::Writer().number(value).take();
    }

    [[nodiscard]] const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text = "0";
};
)"_s;

} // namespace

Language cppLanguage()
{
    return {.name = u"cpp"_s,
            .comment = u"//"_s,
            .head = kHead,
            .section = &section,
            .worker = &worker,
            .foot = u"\n} // namespace conduit::tasks\n"_s};
}

} // namespace conduit::cli
