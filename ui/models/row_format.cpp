// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/row_format.h"

#include "ui/models/csv_reader.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>

namespace conduit::ui {

namespace {

/// The delimiter that the first line has most of.
char guessedDelimiter(QByteArrayView head)
{
    const auto end = head.indexOf('\n');
    const auto line = end < 0 ? head : head.first(end);
    char best = ',';
    qsizetype most = 0;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        if (const auto count = std::count(line.begin(), line.end(), delimiter); count > most) {
            best = delimiter;
            most = count;
        }
    }
    return best;
}

/// Names are texts, each another one; a row of values has a number or says something twice.
bool looksLikeHeader(const QList<QByteArray> &cells)
{
    return QSet(cells.begin(), cells.end()).size() == cells.size()
        && std::all_of(cells.begin(), cells.end(), [](const QByteArray &cell) {
               bool isNumber = false;
               (void)cell.toDouble(&isNumber);
               return !cell.trimmed().isEmpty() && !isNumber;
           });
}

} // namespace

RowFormat guessedFormat(const QString &fileName, QByteArrayView head)
{
    RowFormat format;
    if (head.startsWith("\xEF\xBB\xBF"))
        head = head.sliced(3);
    const auto begin = head.trimmed();
    if (begin.startsWith('{'))
        return {.kind = RowFormat::Kind::JsonLines};
    if (begin.startsWith('[')) {
        const auto isLines =
            fileName.endsWith(u".jsonl", Qt::CaseInsensitive) || fileName.endsWith(u".ndjson", Qt::CaseInsensitive);
        return {.kind = isLines ? RowFormat::Kind::JsonLines : RowFormat::Kind::JsonArray};
    }
    format.delimiter = fileName.endsWith(u".tsv", Qt::CaseInsensitive) ? '\t' : guessedDelimiter(head);
    // A character may be cut at the end of the head, which a decoder with a memory forgives.
    QStringDecoder decoder(QStringDecoder::Utf8);
    (void)QString(decoder(head));
    format.encoding = decoder.hasError() ? RowFormat::Encoding::Latin1 : RowFormat::Encoding::Utf8;
    QBuffer buffer;
    buffer.setData(head.toByteArray());
    buffer.open(QIODevice::ReadOnly);
    const auto first = CsvReader(buffer, format.delimiter, format.quote).next();
    format.hasHeader = !first || (first->fault.isEmpty() && looksLikeHeader(first->cells));
    return format;
}

QString encodingFault(QByteArrayView head)
{
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF"))
        return QCoreApplication::translate("RowFormat", "The file is UTF-16. Save it as UTF-8 and choose it again.");
    if (head.contains('\0'))
        return QCoreApplication::translate("RowFormat", "This is no text file. Choose a CSV, TSV or JSON file.");
    return {};
}

std::optional<QString> textFrom(QByteArrayView bytes, RowFormat::Encoding encoding)
{
    if (encoding == RowFormat::Encoding::Latin1)
        return QString::fromLatin1(bytes);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

} // namespace conduit::ui
