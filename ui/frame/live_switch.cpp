// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/live_switch.h"

#include "ui/format/plain_text.h"
#include "ui/frame/action_hub.h"
#include "ui/frame/page_book.h"

#include <QAction>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kLiveKey = "window/live"_L1;

} // namespace

LiveSwitch::LiveSwitch(ActionHub &hub, PageBook &book, QSettings &settings)
    : m_book(book),
      m_settings(settings),
      m_action(hub.make(ActionHub::Menu::View, {u"view.live"_s, tr("Live"), u"Ctrl+L"_s}, [] { }))
{
    m_action->setCheckable(true);
    m_action->setChecked(settings.value(kLiveKey, true).toBool());
    connect(m_action, &QAction::toggled, this, &LiveSwitch::choose);
    choose(isLive());
}

bool LiveSwitch::isLive() const { return m_action->isChecked(); }

void LiveSwitch::setLive(bool isLive) { m_action->setChecked(isLive); }

void LiveSwitch::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    show();
}

void LiveSwitch::choose(bool isLive)
{
    m_settings.setValue(kLiveKey, isLive);
    show();
    m_book.setLive(isLive);
}

void LiveSwitch::show()
{
    m_action->setText(isLive() ? tr("Live") : tr("Paused"));
    m_action->setIcon(!isLive()        ? glyphIcon(Glyph::Pause, Tone::Retrying)
                          : m_isOnline ? glyphIcon(Glyph::Dot, Tone::Good)
                                       : glyphIcon(Glyph::Circle, Tone::Cancelled));
    m_action->setToolTip(plainToolTip(tip()));
}

QString LiveSwitch::tip() const
{
    if (isLive() && !m_isOnline)
        return tr("The page follows what changes again when the broker is back.");
    const QString keys = m_action->shortcut().toString(QKeySequence::NativeText);
    if (keys.isEmpty())
        return isLive() ? tr("The page follows what changes.") : tr("The page stands still.");
    return isLive() ? tr("The page follows what changes. %1 lets it stand still.").arg(keys)
                    : tr("The page stands still. %1 lets it follow what changes.").arg(keys);
}

} // namespace conduit::ui
