// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/whole_height.h"

#include <QEvent>
#include <QLayout>
#include <QScrollArea>

namespace conduit::ui {

namespace {

class HeightKeeper final : public QObject
{
public:
    explicit HeightKeeper(QWidget &widget) : QObject(&widget), m_widget(widget) { widget.installEventFilter(this); }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
            m_widget.setMinimumHeight(m_widget.layout()->totalMinimumHeightForWidth(m_widget.width()));
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget &m_widget;
};

} // namespace

void keepWholeHeight(QWidget &widget) { new HeightKeeper(widget); }

QScrollArea *scrolled(QWidget *content)
{
    auto *area = new QScrollArea(content->parentWidget());
    area->setFocusPolicy(Qt::NoFocus); // What lies in it takes the keyboard, and is scrolled to.
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace conduit::ui
