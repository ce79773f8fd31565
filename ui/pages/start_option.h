// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace conduit::ui {

/// When a task is to run: now, in a while, or at a time of the zone in which times are shown.
class StartOption final : public QWidget
{
    Q_OBJECT
public:
    explicit StartOption(QWidget *parent = nullptr);

    void show(const wire::NewTask &task);
    /// Writes delay or run_at into `task`; neither for now, or for a time that cannot be read.
    void apply(wire::NewTask &task, const QDateTime &now) const;
    /// In a few words; empty for now.
    [[nodiscard]] QString summary(const QDateTime &now) const;
    /// How far ahead a time is, and which time a delay means; empty for now, and for a time that cannot be read.
    [[nodiscard]] QString echo(const QDateTime &now) const;
    /// What is wrong with the time; empty when nothing is.
    [[nodiscard]] QString fault(const QDateTime &now) const;
    /// Shows what is typed there.
    void continueFrom(const StartOption &before);

    [[nodiscard]] QComboBox *mode() const { return m_mode; }
    [[nodiscard]] QLineEdit *moment() const { return m_moment; }

Q_SIGNALS:
    void changed();

private:
    enum Mode { Now, In, At };
    void showMode();
    void showDelay(wire::Seconds delay);
    [[nodiscard]] wire::Seconds delay() const;

    QComboBox *m_mode;
    QSpinBox *m_delay;
    QComboBox *m_unit;
    QLineEdit *m_moment;
};

} // namespace conduit::ui
