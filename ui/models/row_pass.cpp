// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/row_pass.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <QUuid>

#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// A slice ends also when most of its rows are bad.
constexpr int kRejectedMax = 2'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RowPass)
};

} // namespace

/// A file that hashes what is read of it, from its beginning to its end.
class RowPass::HashingFile final : public QFile
{
public:
    using QFile::QFile;
    [[nodiscard]] QByteArray hash() const { return m_hash.result(); }

protected:
    qint64 readData(char *bytes, qint64 count) override
    {
        const auto read = QFile::readData(bytes, count);
        if (read > 0)
            m_hash.addData(QByteArrayView(bytes, read));
        return read;
    }

private:
    QCryptographicHash m_hash {QCryptographicHash::Sha256};
};

Result<std::shared_ptr<RowPass>, QString> RowPass::open(const RowSource &source)
{
    const QFileInfo file(source.path);
    if (source.changedAt.isValid() && (file.size() != source.size || file.lastModified() != source.changedAt))
        return Words::tr("The file has changed since it was checked. Go back and check it again.");
    auto opened = std::make_unique<HashingFile>(source.path);
    // Unbuffered, since what a buffer reads twice would be hashed twice.
    if (!opened->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Words::tr("The file cannot be read: %1.").arg(opened->errorString());
    return std::shared_ptr<RowPass>(new RowPass(source, std::move(opened)));
}

RowPass::RowPass(const RowSource &source, std::unique_ptr<HashingFile> file)
    : m_source(source), m_file(std::move(file)), m_reader(makeRowReader(*m_file, source.format))
{
}

RowPass::~RowPass() = default;

QStringList RowPass::columns()
{
    readFirst();
    return m_columns;
}

QList<SourceRow> RowPass::read(int rowsMax)
{
    QList<SourceRow> rows;
    while (rows.size() < rowsMax) {
        auto row = nextRow();
        if (!row)
            break;
        rows.append(*std::move(row));
    }
    return rows;
}

RowSlice RowPass::next(int tasksMax, qsizetype bytesMax)
{
    RowSlice slice;
    qsizetype bytes = 0;
    while (slice.tasks.size() < tasksMax && bytes < bytesMax && slice.rejected.size() < kRejectedMax) {
        const auto row = nextRow();
        if (!row) {
            slice.isAtEnd = true;
            slice.brokenOff = m_file->error() == QFileDevice::NoError ? m_reader->brokenOff() : m_file->errorString();
            break;
        }
        auto task = taskFrom(*row, m_source.format, m_source.mapping);
        if (!task) {
            slice.rejected.append(task.error());
            continue;
        }
        if (!m_seed.isEmpty()) {
            task->id = idOfRow(m_seed, row->line);
            task->tags.append(tagOf(m_seed));
        }
        bytes += task->payload.size();
        slice.lines.append(row->line);
        slice.tasks.append(*std::move(task));
    }
    slice.bytesRead = m_file->pos();
    return slice;
}

QByteArray RowPass::hash() const { return m_file->hash(); }

std::optional<SourceRow> RowPass::nextRow()
{
    readFirst();
    return m_ahead ? std::exchange(m_ahead, {}) : m_reader->next();
}

void RowPass::readFirst()
{
    if (std::exchange(m_hasBegun, true))
        return;
    auto first = m_reader->next();
    const auto isTable = m_source.format.kind == RowFormat::Kind::Table;
    const auto isHeader = isTable && m_source.format.hasHeader && first && first->fault.isEmpty();
    if (isTable && first)
        for (const auto &cell : first->cells)
            m_columns.append(isHeader ? textFrom(cell, m_source.format.encoding).value_or(QString::fromLatin1(cell))
                                      : Words::tr("Column %1").arg(m_columns.size() + 1));
    if (!isHeader)
        m_ahead = std::move(first);
}

QByteArray seedFrom(const QByteArray &fileHash, const RowMapping &mapping, const RowFormat &format, const QByteArray &salt)
{
    return QCryptographicHash::hash(fileHash + fingerprint(mapping, format) + salt, QCryptographicHash::Sha256);
}

QString idOfRow(const QByteArray &seed, qint64 line)
{
    // Ten bytes of the seed, then six that count; RFC 9562 leaves all of version 8 but these two marks to us.
    constexpr qsizetype kSeedBytes = 10;
    constexpr quint64 kCounted = 0x0000'ffff'ffff'ffff;
    auto bytes = seed.first(kSeedBytes).leftJustified(16, '\0');
    bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x80);
    bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
    char *last = bytes.data() + sizeof(quint64);
    qToBigEndian((qFromBigEndian<quint64>(last) & ~kCounted) | (static_cast<quint64>(line) & kCounted), last);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

QString tagOf(const QByteArray &seed) { return u"many-"_s + QString::fromLatin1(seed.first(6).toHex()); }

} // namespace conduit::ui
