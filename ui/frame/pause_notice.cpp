// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/pause_notice.h"

#include "ui/feeds/broker_pause.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/offered_action.h"

#include <QAction>

namespace conduit::ui {

PauseNotice::PauseNotice(const BrokerPause &everything, QAction &toggle, std::function<QDateTime()> now, MessageBar &bar)
    : QObject(&bar), m_everything(everything), m_toggle(toggle), m_now(std::move(now)), m_bar(bar)
{
    connect(&bar, &MessageBar::actionTriggered, &toggle, &QAction::trigger);
    connect(&everything, &BrokerPause::changed, this, &PauseNotice::show);
    connect(&TimeFormat::ours(), &TimeFormat::ticked, this, &PauseNotice::retell);
}

void PauseNotice::show()
{
    if (m_everything.isPaused())
        m_bar.showMessage(Tone::Retrying, text(), plainName(m_toggle));
    else
        m_bar.clear();
}

void PauseNotice::retell()
{
    if (m_everything.isPaused() && !m_bar.isHidden())
        m_bar.updateText(text());
}

QString PauseNotice::text() const
{
    const wire::QueuePause &pause = m_everything.pause();
    QStringList sentences {pause.by.isEmpty() ? tr("Everything is paused: no worker gets a task.")
                                              : tr("%1 has paused everything: no worker gets a task.").arg(pause.by)};
    if (pause.until.isValid())
        sentences.append(tr("It goes on %1.").arg(ageText(pause.until, m_now())));
    if (!pause.reason.isEmpty())
        sentences.append(pause.reason);
    return sentences.join(u' ');
}

} // namespace conduit::ui
