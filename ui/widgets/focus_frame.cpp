// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/focus_frame.h"

#include "ui/widgets/theme.h"

#include <QApplication>

namespace conduit::ui {

FocusFrame::FocusFrame()
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

FocusFrame &FocusFrame::ours()
{
    static auto *frame = [] {
        auto *made = new FocusFrame;
        made->setParent(qApp);
        return made;
    }();
    return *frame;
}

void FocusFrame::follow(QWidget *widget)
{
    const bool isWanted = widget && isHighContrast() && (widget->focusPolicy() & Qt::TabFocus) && !widget->isWindow();
    if (!isWanted) {
        if (m_frame)
            m_frame->setWidget(nullptr);
        return;
    }
    if (!m_frame)
        m_frame = new QFocusFrame(widget->window());
    m_frame->setWidget(widget);
}

} // namespace conduit::ui
