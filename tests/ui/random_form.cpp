// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/random_form.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

const QStringList kNames {u"width"_s,       u"a b"_s,        u"__proto__"_s,   u"größe"_s, u"<b>bold</b>"_s,
                          u"a/b~c"_s,       u"say \"hi\""_s, u"back\\slash"_s, u"&amp"_s,  u"日本"_s,
                          u"line\nbreak"_s, u"tab\there"_s,  u"0"_s,           u"null"_s};
const QStringList kPieces {u"a"_s,   u"Z"_s, u"0"_s, u" "_s, u"  "_s, u"\""_s, u"\\"_s, u"\n"_s, u"/"_s,
                           u"<i>"_s, u"&"_s, u"é"_s, u"ß"_s, u"語"_s, u"😀"_s, u"'"_s,  u"{"_s,  u"],"_s};
constexpr wire::FieldType kTypes[] {wire::FieldType::String, wire::FieldType::Number, wire::FieldType::Boolean,
                                    wire::FieldType::Object, wire::FieldType::Array};
const QByteArrayList kNumbers {"0",
                               "-0",
                               "7",
                               "-0.5",
                               "1.10",
                               "100.000",
                               "1e3",
                               "1E+3",
                               "2e-7",
                               "1e300",
                               "-0.0",
                               "9007199254740993",
                               "18446744073709551615",
                               "-9223372036854775808"};

} // namespace

wire::Schema RandomForm::schema()
{
    wire::Schema schema {.taskType = u"drawn"_s, .description = {}, .fields = {}, .text = QByteArray::number(m_engine())};
    auto names = kNames;
    for (int left = 1 + below(6); left > 0; --left)
        schema.fields.append({.name = names.takeAt(below(static_cast<int>(names.size()))),
                              .type = kTypes[below(5)],
                              .required = percent(50),
                              .description = percent(30) ? u"About <b>it</b>"_s : QString(),
                              .example = {}});
    return schema;
}

QString RandomForm::text()
{
    QString text;
    for (int left = below(8); left > 0; --left)
        text += kPieces[below(static_cast<int>(kPieces.size()))];
    return text;
}

QByteArray RandomForm::number()
{
    if (percent(60))
        return kNumbers[below(static_cast<int>(kNumbers.size()))];
    QByteArray digits = percent(50) ? "-" : "";
    digits += static_cast<char>('1' + below(9));
    for (int left = below(17); left > 0; --left)
        digits += static_cast<char>('0' + below(10));
    if (percent(40)) { // More of them than a double keeps.
        digits += '.';
        for (int left = 1 + below(30); left > 0; --left)
            digits += static_cast<char>('0' + below(10));
    }
    return digits;
}

QByteArray RandomForm::scalar()
{
    switch (below(4)) {
    case 0:
        return number();
    case 1:
        return percent(50) ? "true" : "false";
    case 2:
        return "null";
    default:
        return quoted(text());
    }
}

QByteArray RandomForm::container(wire::FieldType type, int depth)
{
    QByteArrayList items;
    for (int left = below(3); left > 0; --left) {
        const auto inner = kTypes[3 + below(2)];
        const auto value = depth > 1 && percent(40) ? container(inner, depth - 1) : scalar();
        // No name twice: that is refused.
        items.append(type == wire::FieldType::Object ? quoted(text() + QString::number(left)) + ':' + value : value);
    }
    const auto list = items.join(percent(50) ? ", " : ",");
    return type == wire::FieldType::Object ? '{' + list + '}' : '[' + list + ']';
}

QByteArray RandomForm::token(wire::FieldType type)
{
    switch (type) {
    case wire::FieldType::String:
        return quoted(text());
    case wire::FieldType::Number:
        return number();
    case wire::FieldType::Boolean:
        return percent(50) ? "true" : "false";
    case wire::FieldType::Object:
    case wire::FieldType::Array:
        return container(type);
    }
    Q_UNREACHABLE();
}

QByteArray RandomForm::quoted(const QString &text)
{
    QByteArray quoted = "\"";
    for (const QChar character : text) {
        const auto code = "\\u" + QByteArray::number(character.unicode(), 16).rightJustified(4, '0');
        if (character.isSurrogate() || character < u' ')
            quoted += code;
        else if (character == u'"' || character == u'\\')
            quoted += percent(30) ? code : QByteArray("\\") + static_cast<char>(character.unicode());
        else if (character == u'/' && percent(50))
            quoted += "\\/";
        else
            quoted += percent(15) ? code : QString(character).toUtf8();
    }
    return quoted + '"';
}

QByteArray RandomForm::space() { return percent(60) ? QByteArray() : QByteArray(1 + below(3), " \n\t\r"[below(4)]); }

} // namespace conduit::test
