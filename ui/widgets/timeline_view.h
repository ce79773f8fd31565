// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/attempt_timeline.h"

#include <QWidget>

namespace conduit::ui {

/// The attempts of a task as lanes over one line of time: a thin line while it waited, a bar while it ran. The arrows move
/// from lane to lane; a table beside it says the same in words.
class TimelineView final : public QWidget
{
    Q_OBJECT
public:
    explicit TimelineView(QWidget *parent = nullptr);

    void setTimeline(const AttemptTimeline &timeline);
    void setCurrent(int number);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void currentChanged(int number);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int laneAt(int y) const; ///< -1 for none.
    [[nodiscard]] int laneHeight() const;
    [[nodiscard]] int currentLane() const;
    void choose(int lane);
    void paintLane(QPainter &painter, int lane) const;
    void paintAxis(QPainter &painter) const;

    AttemptTimeline m_timeline;
    int m_first = 0; ///< Of many lanes the newest are shown.
    int m_current = 0;
};

} // namespace conduit::ui
