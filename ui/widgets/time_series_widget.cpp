// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/time_series_widget.h"

#include "ui/format/time_format.h"
#include "ui/widgets/console_style.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

/// The names of the lines in their colours; while the cursor is out, what it reads.
class TimeSeriesWidget::Legend final : public QWidget
{
public:
    using QWidget::QWidget;

    void setLines(const ChartLines &lines)
    {
        m_lines = lines;
        QStringList names;
        for (const ChartLine &line : lines.lines)
            names.append(line.name);
        setPlainToolTip(this, names.join(u'\n'));
        update();
    }
    void setReading(const QString &reading)
    {
        m_reading = reading;
        update();
    }
    [[nodiscard]] QSize sizeHint() const override { return {200, fontMetrics().height() + 4}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (!m_reading.isEmpty()) {
            painter.setPen(palette().color(QPalette::WindowText));
            painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter,
                             fontMetrics().elidedText(m_reading, Qt::ElideRight, width()));
            return;
        }
        qreal x = 0;
        for (qsizetype at = 0; at < m_lines.lines.size(); ++at) {
            const ChartLine &line = m_lines.lines.at(at);
            // Names that have no room are counted here; the tool tip, the table and what the cursor reads have them.
            const QString more = TimeSeriesWidget::tr("+ %1").arg(m_lines.lines.size() - at);
            const bool isLast = at + 1 == m_lines.lines.size();
            const int room =
                width() - static_cast<int>(x) - kNameLeft - (isLast ? 0 : kNameGap + fontMetrics().horizontalAdvance(more));
            const QString name = fontMetrics().elidedText(line.name, Qt::ElideRight, std::min(kNameWidth, room));
            if (name.size() < 2 && name != line.name) {
                painter.setPen(quietText(palette()));
                painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, more);
                return;
            }
            painter.setPen(Qt::NoPen);
            painter.setBrush(toneColor(toneOf(line.ink), palette()));
            painter.drawRoundedRect(QRectF(x, height() / 2.0 - 4, 8, 8), 2, 2);
            painter.setPen(quietText(palette()));
            painter.drawText(QRectF(x + kNameLeft, 0, kNameWidth + 10, height()), Qt::AlignLeft | Qt::AlignVCenter, name);
            x += kNameLeft + fontMetrics().horizontalAdvance(name) + kNameGap;
        }
    }

private:
    static constexpr int kNameLeft = 13; ///< Behind its square.
    static constexpr int kNameWidth = 140;
    static constexpr int kNameGap = 16;

    ChartLines m_lines;
    QString m_reading;
};

TimeSeriesWidget::TimeSeriesWidget(const QString &name, QWidget *parent)
    : QWidget(parent),
      m_name(name),
      m_canvas(new ChartCanvas(this)),
      m_legend(new Legend(this)),
      m_table(new QTableView(this)),
      m_stack(new QStackedWidget(this)),
      m_copyButton(new QToolButton(this)),
      m_tableButton(new LinkButton(tr("Table"), this))
{
    m_canvas->setAccessibleName(tr("%1, chart").arg(name));
    styleTable(*m_table, tr("%1, values").arg(name));
    m_table->setModel(&m_model);
    m_stack->addWidget(m_canvas);
    m_stack->addWidget(m_table);
    m_tableButton->setAccessibleName(tr("Show %1 as a table").arg(name));
    m_tableButton->setCheckable(true);
    connect(&TimeFormat::ours(), &TimeFormat::changed, m_canvas, qOverload<>(&QWidget::update));

    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(elidingHeading(name, this), 1);
    head->addWidget(m_copyButton);
    head->addWidget(m_tableButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_legend);
    column->addWidget(m_stack, 1);
    m_legend->setMinimumHeight(m_legend->sizeHint().height());
    m_copyButton->setIcon(glyphIcon(Glyph::Copy));
    m_copyButton->setAutoRaise(true);
    m_copyButton->setFixedSize(ConsoleStyle::kHitTarget, ConsoleStyle::kHitTarget);
    m_copyButton->setAccessibleName(tr("Copy %1").arg(name));
    setPlainToolTip(m_copyButton, tr("Copy %1").arg(name));
    m_canvas->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_canvas, &QWidget::customContextMenuRequested, this, &TimeSeriesWidget::openCopyMenu);
    connect(m_copyButton, &QToolButton::clicked, this, &TimeSeriesWidget::openCopyMenu);
    connect(m_tableButton, &LinkButton::toggled, this, &TimeSeriesWidget::showTable);
    connect(m_canvas, &ChartCanvas::cursorMoved, this, [this] { m_legend->setReading(m_canvas->cursorText()); });
}

void TimeSeriesWidget::setLines(const ChartLines &lines)
{
    m_lines = lines;
    m_model.setLines(lines);
    m_canvas->setLines(lines);
    m_legend->setLines(lines);
}

void TimeSeriesWidget::openCopyMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as image"), this, &TimeSeriesWidget::copyImage);
    menu->addAction(tr("Copy as CSV"), this, &TimeSeriesWidget::copyValues);
    menu->popup(m_copyButton->mapToGlobal(QPoint(0, m_copyButton->height())));
}

/// With its name and the meaning of its colours, without what belongs to the screen only.
void TimeSeriesWidget::copyImage()
{
    const qreal ratio = devicePixelRatioF();
    const int head = fontMetrics().height() + 12;
    const QSize size(m_canvas->width(), head + m_legend->size().height() + m_canvas->size().height());
    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(palette().color(QPalette::Window));
    QPainter painter(&picture);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(0, 0, size.width(), head), Qt::AlignLeft | Qt::AlignVCenter, m_name);
    m_legend->render(&painter, QPoint(0, head), {}, QWidget::DrawChildren);
    m_canvas->render(&painter, QPoint(0, head + m_legend->height()), {}, QWidget::DrawChildren);
    painter.end();
    QGuiApplication::clipboard()->setPixmap(picture);
    Q_EMIT copied(tr("Chart copied"));
}

void TimeSeriesWidget::copyValues()
{
    QGuiApplication::clipboard()->setText(csvOf(m_lines));
    Q_EMIT copied(tr("Values copied"));
}

void TimeSeriesWidget::showTable(bool isTable)
{
    m_stack->setCurrentIndex(isTable ? 1 : 0);
    m_table->setColumnWidth(0, 150);
    m_tableButton->setText(isTable ? tr("Chart") : tr("Table"));
    m_tableButton->setAccessibleName(isTable ? tr("Show %1 as a chart").arg(m_name) : tr("Show %1 as a table").arg(m_name));
    m_tableButton->updateGeometry();
}

} // namespace conduit::ui
