// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QObject>

#include <functional>

class QAction;

namespace conduit::ui {

class BrokerPause;
class MessageBar;

/// Says that everything is paused, by whom and until when, as long as it is.
class PauseNotice final : public QObject
{
    Q_OBJECT
public:
    /// `toggle` pauses everything, and lets it go on. Goes with `bar`.
    PauseNotice(const BrokerPause &everything, QAction &toggle, std::function<QDateTime()> now, MessageBar &bar);

private:
    void show();
    /// What it says moves with the time.
    void retell();
    [[nodiscard]] QString text() const;

    const BrokerPause &m_everything;
    const QAction &m_toggle;
    std::function<QDateTime()> m_now;
    MessageBar &m_bar;
};

} // namespace conduit::ui
