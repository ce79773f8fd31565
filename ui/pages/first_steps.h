// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QWidget>

class QLabel;
class QPushButton;

namespace conduit::ui {

class LocalWorkers;

/// What to do with a broker that has no task yet: start a worker, enqueue a task, and how another machine does it.
class FirstSteps final : public QWidget
{
    Q_OBJECT
public:
    /// `local` may be null: then workers are started elsewhere.
    FirstSteps(const QString &address, LocalWorkers *local, QWidget *parent = nullptr);

    /// Where the broker is from now on.
    void setAddress(const QString &address) { m_address = address; }
    [[nodiscard]] QPushButton *startButton() const { return m_start; }
    [[nodiscard]] QPushButton *enqueueButton() const { return m_enqueue; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }

Q_SIGNALS:
    void startRequested();
    void enqueueRequested(const conduit::wire::NewTask &task);
    void copied();

private:
    void showWorkers();

    QString m_address;
    LocalWorkers *m_local;
    QLabel *m_startText;
    QPushButton *m_start;
    QPushButton *m_enqueue;
    QPushButton *m_copy;
};

} // namespace conduit::ui
