// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/row_mapping.h"

#include <QDateTime>

#include <memory>

namespace conduit::ui {

/// A file of rows and what is to become of them.
struct RowSource
{
    QString path;
    RowFormat format = {};
    RowMapping mapping = {};
    /// What the file was like when it was checked: another one must not go under its ids. Not compared while invalid.
    qint64 size = 0;
    QDateTime changedAt = {};
};

/// What a pass has made of the next rows.
struct RowSlice
{
    QList<wire::NewTask> tasks = {};
    QList<qint64> lines = {}; ///< Of the tasks.
    QList<RowProblem> rejected = {};
    qint64 bytesRead = 0;   ///< Of the whole file so far.
    bool isAtEnd = false;   ///< There are no more rows.
    QString brokenOff = {}; ///< Why not, when it is not the end of the file.
};

/// One way through a file, from its first row to its last. Reads and waits for its disk, so it works in the background, and
/// there on one call at a time.
class RowPass
{
public:
    /// The error says what is wrong with the file.
    static Result<std::shared_ptr<RowPass>, QString> open(const RowSource &source);
    ~RowPass();
    Q_DISABLE_COPY_MOVE(RowPass)

    /// Rows become tasks with ids from now on.
    void setSeed(const QByteArray &seed) { m_seed = seed; }
    /// Of a table with a header; else `Column 1` and so on. Reads the first record when nobody has.
    [[nodiscard]] QStringList columns();
    /// The next rows as they stand, for a preview.
    [[nodiscard]] QList<SourceRow> read(int rowsMax);
    /// At most so many tasks, and no more payload than that unless the first is larger alone.
    [[nodiscard]] RowSlice next(int tasksMax, qsizetype bytesMax);
    /// SHA-256 of all that was read: of the file, at its end.
    [[nodiscard]] QByteArray hash() const;

private:
    class HashingFile;
    RowPass(const RowSource &source, std::unique_ptr<HashingFile> file);
    [[nodiscard]] std::optional<SourceRow> nextRow();
    void readFirst();

    RowSource m_source;
    std::unique_ptr<HashingFile> m_file;
    std::unique_ptr<RowReader> m_reader;
    QByteArray m_seed;
    std::optional<SourceRow> m_ahead; ///< Was read, and is to be given out yet.
    QStringList m_columns;
    bool m_hasBegun = false;
};

/// From which the ids of all rows follow: of the same file with the same mapping the same. Another `salt` makes other tasks.
[[nodiscard]] QByteArray seedFrom(const QByteArray &fileHash, const RowMapping &mapping, const RowFormat &format,
                                  const QByteArray &salt);

/// The id of the task in this line, a UUID of version 8: of one seed each line has another one, and they are in order.
[[nodiscard]] QString idOfRow(const QByteArray &seed, qint64 line);

/// A tag for all tasks of one run: `many-` and the beginning of the seed.
[[nodiscard]] QString tagOf(const QByteArray &seed);

} // namespace conduit::ui
