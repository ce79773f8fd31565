// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/verb.h"

#include <QUuid>

namespace conduit::cli {

/// Enqueues a task for each line of an input. Lines that are no JSON or that the broker refuses are told by their number and
/// passed over. What has come is sent when a batch is full, or when the next line would have to be waited for.
class LineIntake
{
public:
    static constexpr qsizetype kTasksMax = 1'000;
    /// Of payloads in one batch, unless the first is larger alone: far below what a broker takes as a body.
    static constexpr qsizetype kBytesMax = 1'048'576;

    /// `pattern` has everything but id and payload. The ids of the lines follow from `first`.
    LineIntake(Errand &errand, wire::NewTask pattern, const QUuid &first);

    /// Until the end of the input, or until the broker takes nothing more.
    [[nodiscard]] ExitCode takeFrom(int descriptor);

private:
    struct Line
    {
        qint64 number;
        QByteArray payload;
    };
    using Answers = QList<client::Client::Enqueued>;

    void take(const QByteArray &text);
    void sendBatch();
    void send(const QList<Line> &lines);
    [[nodiscard]] QList<wire::NewTask> tasksFrom(const QList<Line> &lines) const;
    void tell(const QList<Line> &lines, const Answers &answers);
    void refuse(const Line &line, const Trouble &why);
    [[nodiscard]] ExitCode finish();

    Errand &m_errand;
    wire::NewTask m_pattern;
    QUuid m_first;
    QList<Line> m_batch;
    qsizetype m_batchBytes = 0;
    qint64 m_lines = 0;
    qint64 m_new = 0;
    qint64 m_known = 0;
    qint64 m_refused = 0;
    std::optional<Trouble> m_end; ///< Why nothing more is sent.
};

} // namespace conduit::cli
