// SPDX-License-Identifier: GPL-3.0-only
#include "worker/dot_env.h"

#include <QRegularExpression>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

/// What stands behind the `=`, without its quotes or the comment that follows it.
QString valueOf(const QString &text)
{
    const QChar quote = text.isEmpty() ? QChar() : text.front();
    if (quote == u'"' || quote == u'\'') {
        const auto end = text.indexOf(quote, 1);
        if (end > 0)
            return text.sliced(1, end - 1);
    }
    static const QRegularExpression comment(u"(^|\\s)#.*"_s);
    return QString(text).remove(comment).trimmed();
}

} // namespace

QHash<QString, QString> assignmentsFrom(const QByteArray &dotEnv)
{
    static const QRegularExpression assignment(u"^\\s*(?:export\\s+)?([A-Za-z_]\\w*)\\s*=\\s*(.*)$"_s);
    QHash<QString, QString> values;
    for (const QString &line : QString::fromUtf8(dotEnv).split(u'\n')) {
        const auto match = assignment.match(line.trimmed());
        if (match.hasMatch())
            values.insert(match.captured(1), valueOf(match.captured(2)));
    }
    return values;
}

} // namespace conduit::worker
