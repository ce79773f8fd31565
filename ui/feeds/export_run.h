// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/export_file.h"

#include <conduit/client.h>

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace conduit::ui {

/// Writes what the broker lists into a file, page by page, and holds no more than one page. While the broker is away it waits and goes on
/// by itself. Only when all is written does the file have its name.
class ExportRun : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Running,
        Waiting, ///< For a broker that is away or busy; reason() says which.
        Stopped, ///< By a person.
        Failed,  ///< reason() says why.
        Done,
    };

    void start();
    /// Nothing is left of the file.
    void stop();

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool hasEnded() const { return m_state != State::Running && m_state != State::Waiting; }
    [[nodiscard]] const QString &reason() const { return m_reason; }
    [[nodiscard]] qint64 written() const { return m_written; }
    /// About how many there are; nothing while nobody knows.
    [[nodiscard]] std::optional<qint64> total() const { return m_total; }

Q_SIGNALS:
    void changed();

protected:
    /// `head` are the lines that the file begins with.
    ExportRun(const QString &path, const QByteArray &head);

    /// Asks the broker for the next page, for take() or takeFailure().
    virtual void readNext() = 0;
    /// `lines` makes of the page what is written; in the background.
    void take(qint64 rows, bool isLast, const std::function<QByteArray()> &lines);
    void takeFailure(const client::Failure &failure);
    void setTotal(std::optional<qint64> total);

private:
    void takeWritten(qint64 rows, const QString &fault);
    void finish();
    void setState(State state, const QString &reason = {});

    QString m_path;
    QTimer m_retry;
    std::shared_ptr<ExportFile> m_file; ///< What works in the background has it, too.
    State m_state = State::Running;
    QString m_reason;
    bool m_isAtEnd = false;
    qint64 m_written = 0;
    std::optional<qint64> m_total;
};

} // namespace conduit::ui
