// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/window_layout.h"

#include <QMainWindow>
#include <QScreen>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kVersion = 2; ///< Another one when bars or docks change their names or their meaning.
constexpr QSize kFirstSize {1280, 800};
constexpr QSize kFrameRoom {0, 40}; ///< What a window manager adds around it.

} // namespace

WindowLayout::WindowLayout(QMainWindow &window, QSettings &settings, int number)
    : m_window(window), m_settings(settings), m_number(number)
{
}

void WindowLayout::restore()
{
    m_firstState = m_window.saveState(kVersion);
    m_window.resize(kFirstSize.boundedTo(m_window.screen()->availableSize() - kFrameRoom));
    m_window.restoreGeometry(m_settings.value(key(u"geometry"_s)).toByteArray());
    // Without a frame nobody would know how to get out of it.
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowFullScreen);
    if (!m_window.restoreState(m_settings.value(key(u"state"_s)).toByteArray(), kVersion))
        m_window.restoreState(m_firstState, kVersion);
}

QString WindowLayout::page() const
{
    const QString chosen = m_settings.value(kStartPageKey).toString();
    return chosen.isEmpty() ? m_settings.value(key(u"page"_s)).toString() : chosen;
}

void WindowLayout::save(const QString &page) const
{
    m_settings.setValue(key(u"geometry"_s), m_window.saveGeometry());
    m_settings.setValue(key(u"state"_s), m_window.saveState(kVersion));
    m_settings.setValue(key(u"page"_s), page);
}

void WindowLayout::reset()
{
    m_settings.remove(key(u"geometry"_s));
    m_settings.remove(key(u"state"_s));
    m_window.restoreState(m_firstState, kVersion);
    m_window.setWindowState(m_window.windowState() & ~(Qt::WindowMaximized | Qt::WindowFullScreen));
    m_window.resize(kFirstSize.boundedTo(m_window.screen()->availableSize() - kFrameRoom));
}

QString WindowLayout::key(const QString &name) const
{
    return m_number == 1 ? u"window/"_s + name : u"window/%1/%2"_s.arg(m_number).arg(name);
}

} // namespace conduit::ui
