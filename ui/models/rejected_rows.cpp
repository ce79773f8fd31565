// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/rejected_rows.h"

#include <conduit/json_writer.h>

#include <QCoreApplication>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kRowsAtOnce = 500;

QByteArray cellFrom(const QString &text, const RowFormat &format)
{
    auto cell = text.toUtf8();
    if (format.quote == '\0')
        return cell;
    return format.quote + cell.replace(QByteArray(1, format.quote), QByteArray(2, format.quote)) + format.quote;
}

QByteArray headerLine(const QStringList &columns, const RowFormat &format)
{
    QByteArray line;
    for (const auto &column : columns)
        line += cellFrom(column, format) + format.delimiter;
    return line + "error\n";
}

/// The row as it stands, and the error in the column behind the last one. A row that could not be cut stands whole in the first.
QByteArray tableLine(const SourceRow &row, const QString &error, qsizetype columns, const RowFormat &format)
{
    const auto raw = format.encoding == RowFormat::Encoding::Latin1 ? QString::fromLatin1(row.raw).toUtf8() : row.raw;
    const auto isWhole = row.fault.isEmpty();
    const auto missing = std::max<qsizetype>(0, columns - (isWhole ? row.cells.size() : 1));
    return (isWhole ? raw : cellFrom(QString::fromUtf8(raw), format)) + QByteArray(missing, format.delimiter) + format.delimiter
        + cellFrom(error, format) + '\n';
}

QByteArray jsonLine(const SourceRow &row, const QString &error)
{
    json::Writer out;
    out.beginObject().name("line").integer(row.line).name("error").string(error).name("row");
    if (row.fault.isEmpty())
        out.raw(row.cells.first());
    else
        out.string(QString::fromUtf8(row.raw));
    return out.endObject().take() + '\n';
}

QString errorOf(const SourceRow &row, const RowSource &source, const Refusals &refusals)
{
    const auto refusal = refusals.constFind(row.line);
    if (refusal != refusals.cend())
        return *refusal;
    const auto task = taskFrom(row, source.format, source.mapping);
    if (task)
        return {};
    return task.error().field.isEmpty() ? task.error().why : task.error().field + u": "_s + task.error().why;
}

} // namespace

Result<qint64, QString> saveRejected(const RowSource &source, const Refusals &refusals, const QString &path)
{
    const auto pass = RowPass::open(source);
    if (!pass)
        return pass.error();
    const auto notWritten = [](const QSaveFile &file) {
        return QCoreApplication::translate("RejectedRows", "The rows were not saved: %1.").arg(file.errorString());
    };
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(file);
    const auto isTable = source.format.kind == RowFormat::Kind::Table;
    const auto columns = (*pass)->columns();
    if (isTable && source.format.hasHeader)
        file.write(headerLine(columns, source.format));
    qint64 saved = 0;
    for (auto rows = (*pass)->read(kRowsAtOnce); !rows.isEmpty(); rows = (*pass)->read(kRowsAtOnce)) {
        for (const auto &row : rows) {
            const auto error = errorOf(row, source, refusals);
            if (error.isEmpty())
                continue;
            file.write(isTable ? tableLine(row, error, columns.size(), source.format) : jsonLine(row, error));
            ++saved;
        }
    }
    if (!file.commit())
        return notWritten(file);
    return saved;
}

} // namespace conduit::ui
