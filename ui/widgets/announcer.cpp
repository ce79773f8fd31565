// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/announcer.h"

#include <QAccessible>
#include <QApplication>

namespace conduit::ui {

Announcer::Announcer(std::chrono::milliseconds pace, Voice voice) : m_voice(std::move(voice))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pace);
    connect(&m_pause, &QTimer::timeout, this, &Announcer::sayPending);
}

Announcer &Announcer::ours()
{
    static auto *announcer = [] {
        auto *made = new Announcer;
        made->setParent(qApp); // A timer does not outlive its program.
        return made;
    }();
    return *announcer;
}

void Announcer::announce(QWidget &widget)
{
    m_pending = &widget;
    if (!m_pause.isActive())
        sayPending();
}

void Announcer::raiseAlert(QWidget &widget)
{
    QAccessibleEvent alert(&widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Announcer::sayPending()
{
    if (!m_pending || !m_pending->isVisible())
        return;
    m_voice(*m_pending);
    m_pending.clear();
    m_pause.start();
}

} // namespace conduit::ui
