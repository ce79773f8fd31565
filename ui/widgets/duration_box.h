// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace conduit::ui {

/// A length of time: a whole number of seconds, minutes, hours or days. A fraction of a second that was shown stays until something
/// is changed.
class DurationBox final : public QWidget
{
    Q_OBJECT
public:
    /// `name` is for who does not see the box. `max` is in seconds.
    DurationBox(const QString &name, int min, qint64 max, QWidget *parent = nullptr);

    void setDuration(wire::Seconds duration);
    [[nodiscard]] wire::Seconds duration() const;
    /// What is shown in place of the smallest number.
    void setSpecialText(const QString &text);

    [[nodiscard]] QSpinBox *number() const { return m_number; }
    [[nodiscard]] QComboBox *unit() const { return m_unit; }

Q_SIGNALS:
    void changed();

private:
    void takeUnit();

    const int m_min;
    const qint64 m_max;
    std::optional<wire::Seconds> m_shown; ///< As long as nothing is changed.
    QSpinBox *m_number;
    QComboBox *m_unit;
};

} // namespace conduit::ui
