// SPDX-License-Identifier: GPL-3.0-only
#include "app/cli/code_names.h"

#include <QCryptographicHash>
#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace conduit::cli {

namespace {

constexpr int kHashDigits = 8;

bool isAsciiLetterOrDigit(QChar c) { return c.unicode() < 0x80 && c.isLetterOrNumber(); }

/// Letters without their marks; other letters than A to Z by their code, since no two languages take the same ones.
QString asciiFrom(const QString &name)
{
    QString ascii;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD)) {
        if (isAsciiLetterOrDigit(c))
            ascii += c;
        else if (c.isLetterOrNumber() || c.isSurrogate())
            ascii += u" u%1 "_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else if (!c.isMark())
            ascii += u' ';
    }
    return ascii;
}

QStringList wordsOf(const QString &name)
{
    static const QRegularExpression seam(uR"(\s+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]))"_s);
    QStringList words = asciiFrom(name).split(seam, Qt::SkipEmptyParts);
    for (QString &word : words)
        word = word.toLower();
    if (words.isEmpty())
        words.append(u"unnamed"_s);
    else if (words.first().front().isDigit())
        words.prepend(u"n"_s);
    return words;
}

QString capitalized(const QString &word) { return word.first(1).toUpper() + word.sliced(1); }

QHash<QString, int> countsOf(const QList<QStringList> &all)
{
    QHash<QString, int> counts;
    for (const QStringList &words : all)
        ++counts[pascalCase(words)]; // of the three the one that tells least apart
    return counts;
}

} // namespace

QList<QStringList> distinctWords(const QStringList &names)
{
    QList<QStringList> all;
    QStringList hashes;
    for (const QString &name : names) {
        all.append(wordsOf(name));
        hashes.append(QString::fromLatin1(QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex()));
    }
    // One round nearly always does. But a name may be spelled like another one with its hash.
    for (qsizetype digit = 0; digit < hashes.value(0).size(); digit += kHashDigits) {
        const auto counts = countsOf(all);
        for (qsizetype i = 0; i < names.size(); ++i) {
            if (counts.value(pascalCase(all.at(i))) > 1)
                all[i].append(hashes.at(i).sliced(digit, kHashDigits));
        }
    }
    return all;
}

QString pascalCase(const QStringList &words)
{
    QString name;
    for (const QString &word : words)
        name += capitalized(word);
    return name;
}

QString camelCase(const QStringList &words) { return words.first() + pascalCase(words.sliced(1)); }

QString snakeCase(const QStringList &words) { return words.join(u'_'); }

} // namespace conduit::cli
