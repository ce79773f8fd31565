// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/row_pass.h"

#include <QObject>

namespace conduit::ui {

/// Goes through a whole file before anything is enqueued, in the background and slice by slice: how many rows become tasks,
/// what is wrong with the others, and the file's hash. Lives on the main thread.
class RowCheck final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Begins anew, whatever was under way.
    void start(const RowSource &source);
    void stop();

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// The file and its mapping, with what the file was like when the check began.
    [[nodiscard]] const RowSource &source() const { return m_source; }
    [[nodiscard]] qint64 good() const { return m_good; }
    [[nodiscard]] qint64 bad() const { return m_bad; }
    [[nodiscard]] qint64 bytesRead() const { return m_bytesRead; }
    /// Why it ended before the end of the file; empty when it did not.
    [[nodiscard]] const QString &brokenOff() const { return m_brokenOff; }
    /// Of the whole file, once the check has ended.
    [[nodiscard]] const QByteArray &hash() const { return m_hash; }

Q_SIGNALS:
    void advanced(const QList<conduit::ui::RowProblem> &problems);
    void ended();

private:
    void readOn();
    void take(const RowSlice &slice, const QByteArray &hash);
    void endWith(const QString &brokenOff);

    RowSource m_source;
    std::shared_ptr<RowPass> m_pass;
    quint64 m_generation = 0;
    qint64 m_good = 0;
    qint64 m_bad = 0;
    qint64 m_bytesRead = 0;
    QString m_brokenOff;
    QByteArray m_hash;
    bool m_isRunning = false;
};

} // namespace conduit::ui
