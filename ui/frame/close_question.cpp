// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/close_question.h"

#include "ui/format/sizes.h"

#include <QPushButton>

namespace conduit::ui {

CloseQuestion::CloseQuestion(QWidget &window) : QObject(&window), m_window(window) { }

void CloseQuestion::ask(qint64 running)
{
    if (m_box) {
        m_box->raise();
        m_box->activateWindow();
        return;
    }
    m_box = new QMessageBox(&m_window);
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    m_box->setIcon(QMessageBox::Question);
    m_box->setTextFormat(Qt::PlainText);
    m_box->setWindowTitle(tr("Quit Conduit"));
    m_box->setText(running == 1 ? tr("One task is running.") : tr("%1 tasks are running.").arg(countText(running)));
    m_box->setInformativeText(tr(
        "A task that does not finish in time is given back, too: it runs again when Conduit is back, and loses no attempt."));
    auto *finish = m_box->addButton(tr("Finish tasks, then quit"), QMessageBox::AcceptRole);
    const auto *stopNow = m_box->addButton(tr("Stop now and give tasks back"), QMessageBox::DestructiveRole);
    m_box->setDefaultButton(finish);
    m_box->setEscapeButton(m_box->addButton(tr("Keep running"), QMessageBox::RejectRole));
    connect(m_box, &QMessageBox::finished, this, [this, finish, stopNow] {
        const auto *answer = m_box->clickedButton();
        if (answer == finish || answer == stopNow)
            Q_EMIT agreed(answer == stopNow);
    });
    m_box->open();
}

} // namespace conduit::ui
