// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/time_histogram.h"

#include <QWidget>

namespace conduit::ui {

/// A narrow strip beside a list: how many of its tasks were made when, and which time the list shows just now. A click or a drag
/// leads to a time, and so do the arrow keys and Return. What it shows can be reached without it (Ctrl+G).
class TimeRail final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kWidth = 14;

    explicit TimeRail(QWidget *parent = nullptr);

    void setHistogram(const TimeHistogram &histogram);
    [[nodiscard]] const TimeHistogram &histogram() const { return m_histogram; }
    /// The newest is at the upper end, as in the list.
    void setNewestFirst(bool isNewestFirst);
    /// The time of the first and the last task that the list shows; invalid for none.
    void setShown(const QDateTime &first, const QDateTime &last);
    /// Why the list cannot go to a time now; empty when it can.
    void setWhyNot(const QString &reason);

    /// The stretch that the keyboard or the mouse points at; -1: none.
    [[nodiscard]] int cursor() const { return m_cursor; }
    void setCursor(int place);
    /// When it begins and ends, and how many tasks were made in it.
    [[nodiscard]] QString cursorText() const;
    /// What the list shows.
    [[nodiscard]] QString shownText() const;
    /// Where a stretch is.
    [[nodiscard]] QRectF rectOf(int place) const;
    [[nodiscard]] QSize sizeHint() const override { return {kWidth, 100}; }

Q_SIGNALS:
    /// The list should begin here.
    void momentChosen(const QDateTime &moment);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] bool isUsable() const { return m_whyNot.isEmpty() && !m_histogram.isEmpty(); }
    [[nodiscard]] int placeAt(qreal y) const;
    void choose(int place);
    void paintCounts(QPainter &painter) const;
    void paintShown(QPainter &painter) const;
    void describe();

    TimeHistogram m_histogram;
    QDateTime m_first;
    QDateTime m_last;
    QString m_whyNot;
    int m_cursor = -1;
    bool m_isNewestFirst = true;
};

} // namespace conduit::ui
