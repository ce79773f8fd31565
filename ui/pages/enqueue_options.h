// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace conduit::ui {

/// What may be said about a task beside its type and payload. Whatever is left alone is the broker's to decide.
class EnqueueOptions final : public QWidget
{
    Q_OBJECT
public:
    explicit EnqueueOptions(QWidget *parent = nullptr);

    void reset();
    void show(const wire::NewTask &task);
    /// Shows what is chosen there.
    void continueFrom(const EnqueueOptions &before);
    void setQueue(const QString &queue);
    /// Writes the options into `task`.
    void apply(wire::NewTask &task) const;
    /// In a few words: `queue gpu, priority 7`; empty when all are left alone.
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] wire::Seconds delay() const;
    void showDelay(wire::Seconds delay);

    QLineEdit *m_queue;
    QSpinBox *m_priority;
    QSpinBox *m_delay;
    QComboBox *m_delayUnit;
    QSpinBox *m_maxAttempts;
    QLineEdit *m_tags;
};

} // namespace conduit::ui
