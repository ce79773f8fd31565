// SPDX-License-Identifier: GPL-3.0-only
#include "ui/format/error_signature.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kSignatureMax = 200;
constexpr qsizetype kWorthSearching = 4;

} // namespace

QString errorSignature(const QString &error)
{
    // UUIDs, paths, addresses in memory, hashes and numbers, also with units and dots in them. Longest first.
    static const QRegularExpression varying(u"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"
                                            "|(?:\\w+://|\\w:\\\\|~?/|(?:[\\w.-]+/))[^\\s:,;'\"()]*"
                                            "|0[xX][0-9A-Fa-f]+"
                                            "|\\b(?=[0-9A-Fa-f]*\\d)[0-9A-Fa-f]{6,}\\b"
                                            "|\\d+(?:[.,:]\\d+)*"_s);
    auto line = error.section(u'\n', 0, 0).simplified();
    line.truncate(4 * kSignatureMax);
    line.replace(varying, u"…"_s);
    return line.size() > kSignatureMax ? line.first(kSignatureMax) + u'…' : line;
}

QString commonText(const QString &signature)
{
    QString longest;
    for (const auto &piece : signature.split(u'…'))
        if (piece.trimmed().size() > longest.size())
            longest = piece.trimmed();
    return longest.size() < kWorthSearching ? QString() : longest;
}

} // namespace conduit::ui
