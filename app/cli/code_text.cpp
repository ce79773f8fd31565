// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/code_text.h"

#include "app/cli/plain_text.h"

#include <conduit/json_writer.h>
#include <conduit/utf8.h>

using namespace Qt::StringLiterals;

namespace conduit::cli {

QString literal(const QString &text, Escape escape)
{
    QString quoted = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += QString(u'\\') + c;
        else
            quoted += isHarmless(c) ? QString(c) : escape(c);
    }
    return quoted + u'"';
}

QString escapeByFourDigits(QChar c) { return u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0')); }

QString remark(const QString &description, const QByteArray &example)
{
    constexpr qsizetype kExampleBytesMax = 60; // others are pictures and the like
    constexpr QStringView kEnds = u".!?:;";
    QString text = description.simplified();
    if (!text.isEmpty() && !kEnds.contains(text.back()))
        text += u'.';
    if (!example.isEmpty() && example.size() <= kExampleBytesMax)
        text += (text.isEmpty() ? QString() : u" "_s) + u"For example: "_s + textFromUtf8(example);
    return onOneLine(text);
}

QString enqueueRemark(const QString &taskType) { return u"Enqueues a task of the type %1."_s.arg(quotedOnOneLine(taskType)); }

QString quotedOnOneLine(const QString &text) { return onOneLine(textFromUtf8(json::quoted(text))); }

} // namespace conduit::cli
