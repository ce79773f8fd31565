// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/plain_text.h"

#include <conduit/utf8.h>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

bool turnsWriting(QChar c)
{
    switch (c.direction()) {
    case QChar::DirLRE:
    case QChar::DirLRO:
    case QChar::DirRLE:
    case QChar::DirRLO:
    case QChar::DirPDF:
    case QChar::DirLRI:
    case QChar::DirRLI:
    case QChar::DirFSI:
    case QChar::DirPDI:
        return true;
    default:
        return false;
    }
}

QString escaped(QChar c)
{
    switch (c.unicode()) {
    case u'\n':
        return u"\\n"_s;
    case u'\r':
        return u"\\r"_s;
    case u'\t':
        return u"\\t"_s;
    default:
        return u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
}

struct Range
{
    char32_t first;
    char32_t last;
};

/// The blocks that terminals draw two columns wide, more or less: Unicode's East Asian Width W and F.
constexpr std::array kWide {Range {0x1100, 0x115f},   Range {0x2e80, 0xa4cf},   Range {0xac00, 0xd7a3},
                            Range {0xf900, 0xfaff},   Range {0xfe30, 0xfe4f},   Range {0xff00, 0xff60},
                            Range {0xffe0, 0xffe6},   Range {0x1f300, 0x1f64f}, Range {0x1f680, 0x1f6ff},
                            Range {0x1f900, 0x1f9ff}, Range {0x20000, 0x3fffd}};

qsizetype columnsOfCharacter(char32_t c)
{
    const auto category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || category == QChar::Other_Format)
        return 0;
    return std::any_of(kWide.begin(), kWide.end(), [c](Range range) { return c >= range.first && c <= range.last; }) ? 2 : 1;
}

struct Character
{
    char32_t code;
    qsizetype units; ///< Of UTF-16.
};

Character characterAt(QStringView text, qsizetype index)
{
    const bool isPair = text.at(index).isHighSurrogate() && index + 1 < text.size() && text.at(index + 1).isLowSurrogate();
    if (isPair)
        return {QChar::surrogateToUcs4(text.at(index), text.at(index + 1)), 2};
    return {text.at(index).unicode(), 1};
}

} // namespace

bool isHarmless(QChar c)
{
    const auto category = c.category();
    return category != QChar::Other_Control && category != QChar::Separator_Line && category != QChar::Separator_Paragraph
        && !turnsWriting(c);
}

QString onOneLine(const QString &text)
{
    if (std::all_of(text.begin(), text.end(), isHarmless))
        return text;
    QString line;
    line.reserve(text.size());
    for (const QChar c : text)
        line += isHarmless(c) ? QString(c) : escaped(c);
    return line;
}

QByteArray harmlessJson(const QByteArray &json) { return onOneLine(textFromUtf8(json)).toUtf8(); }

qsizetype columnsOf(QStringView text)
{
    qsizetype columns = 0;
    for (qsizetype i = 0; i < text.size();) {
        const Character character = characterAt(text, i);
        columns += columnsOfCharacter(character.code);
        i += character.units;
    }
    return columns;
}

QString cutTo(const QString &text, qsizetype columnsMax)
{
    if (columnsOf(text) <= columnsMax)
        return text;
    qsizetype columns = 1; // of the ellipsis
    qsizetype end = 0;
    while (end < text.size()) {
        const Character character = characterAt(text, end);
        columns += columnsOfCharacter(character.code);
        if (columns > columnsMax)
            break;
        end += character.units;
    }
    return text.first(end) + u'…';
}

} // namespace conduit::cli
