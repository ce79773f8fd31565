// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/chart_lines.h"
#include "ui/widgets/status_palette.h"

#include <QWidget>

namespace conduit::ui {

/// The tone in which a line is drawn.
[[nodiscard]] Tone toneOf(ChartInk ink);

/// Draws lines over time, or stacked bars. Where nobody knows anything it draws a hatched gap. The arrow keys move a cursor that reads
/// the values of a step; a click, a drag or Return chooses a time, where that leads somewhere.
class ChartCanvas final : public QWidget
{
    Q_OBJECT
public:
    explicit ChartCanvas(QWidget *parent = nullptr);

    void setLines(const ChartLines &lines);
    /// Old values, which stand back.
    void setDimmed(bool isDimmed);
    /// What comes of a time that is chosen, as a sentence for the tip; empty: nothing.
    void setSpanTip(const QString &tip);
    [[nodiscard]] QFont axisFont() const;
    [[nodiscard]] QRectF plot() const;
    /// -1: none.
    [[nodiscard]] int cursor() const { return m_cursor; }
    [[nodiscard]] QString cursorText() const;
    [[nodiscard]] QSize sizeHint() const override { return {360, 150}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 90}; }

Q_SIGNALS:
    void cursorMoved();
    /// From the beginning of the first chosen step to the end of the last one.
    void spanChosen(const QDateTime &from, const QDateTime &to);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void paintGrid(QPainter &painter) const;
    void paintGaps(QPainter &painter) const;
    void paintBars(QPainter &painter) const;
    void paintLine(QPainter &painter, const ChartLine &line) const;
    void paintCursor(QPainter &painter) const;
    void paintSpan(QPainter &painter) const;
    void setCursorAt(int at);
    /// -1: beside the plot.
    [[nodiscard]] int stepAt(const QPointF &place) const;
    void choose(int first, int last);
    [[nodiscard]] qreal left(int at) const;
    [[nodiscard]] qreal height(double value) const;
    [[nodiscard]] bool isGap(int at) const;

    ChartLines m_lines;
    double m_top = 1;
    int m_axisWidth = 0;
    int m_cursor = -1;
    int m_pressed = -1; ///< The step at which a drag has begun.
    bool m_leads = false;
    bool m_isDimmed = false;
};

} // namespace conduit::ui
