// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;

namespace conduit::ui {

/// Asks of which time events are wanted: a choice of spans that end now, or from one moment to another in the zone in which times are shown.
class EventTimes final : public QObject
{
    Q_OBJECT
public:
    enum class Span { Any, LastHour, Today, LastWeek, Chosen };

    /// `now` is the broker's present. The widgets belong to `page`.
    EventTimes(std::function<QDateTime()> now, QWidget *page);

    [[nodiscard]] QComboBox *box() const { return m_box; }
    /// Two fields and what is wrong with them; hidden unless they are wanted.
    [[nodiscard]] QWidget *fields() const { return m_fields; }
    [[nodiscard]] QLineEdit *fromEdit() const { return m_from; }
    [[nodiscard]] QLineEdit *toEdit() const { return m_to; }
    [[nodiscard]] QString problem() const;

    void choose(Span span);
    [[nodiscard]] bool isAny() const;
    // Invalid: without that bound.
    [[nodiscard]] QDateTime since() const;
    [[nodiscard]] QDateTime until() const;
    void continueFrom(const EventTimes &before);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] Span span() const;
    [[nodiscard]] QLineEdit *edit(const QString &name);
    void take();

    std::function<QDateTime()> m_now;
    QComboBox *m_box;
    QWidget *m_fields;
    QLineEdit *m_from;
    QLineEdit *m_to;
    QLabel *m_problem;
};

} // namespace conduit::ui
