// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/window_closing.h"

#include <QApplication>

#include <utility>

namespace conduit::ui {

WindowClosing::WindowClosing(QWidget &window, QSettings &settings, bool ownsBroker)
    : m_question(window, settings), m_settings(settings), m_ownsBroker(ownsBroker)
{
    connect(&m_question, &CloseQuestion::answered, this, &WindowClosing::take);
}

bool WindowClosing::mayClose(qint64 running)
{
    // At the end of a session nobody is there to answer.
    if (!m_ownsBroker || !m_isLast || m_isDecided || qApp->isSavingSession())
        return true;
    const CloseChoice choice = m_isQuitting ? CloseChoice::Stop : storedCloseChoice(m_settings);
    const bool wasQuitting = std::exchange(m_isQuitting, false); // Whoever cancels may close in another way later.
    m_staysBehind = choice == CloseChoice::Stay;
    if (choice == CloseChoice::Stay || (choice == CloseChoice::Stop && running == 0))
        return true;
    m_question.ask(running, !wasQuitting && choice == CloseChoice::Ask);
    return false;
}

void WindowClosing::take(CloseQuestion::Answer answer)
{
    m_isDecided = true;
    m_staysBehind = answer == CloseQuestion::Answer::Stay;
    Q_EMIT decided(answer == CloseQuestion::Answer::StopNow);
}

} // namespace conduit::ui
