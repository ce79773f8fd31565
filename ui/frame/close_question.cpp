// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/close_question.h"

#include "ui/format/sizes.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSettings>

#include <array>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kKey = "window/close"_L1;
constexpr std::array kWords {"ask"_L1, "stay"_L1, "stop"_L1};

} // namespace

CloseChoice storedCloseChoice(const QSettings &settings)
{
    const QString word = settings.value(kKey).toString();
    for (std::size_t i = 0; i < kWords.size(); ++i)
        if (word == kWords.at(i))
            return static_cast<CloseChoice>(i);
    return CloseChoice::Ask;
}

void storeCloseChoice(QSettings &settings, CloseChoice choice)
{
    settings.setValue(kKey, kWords.at(static_cast<std::size_t>(choice)));
}

CloseQuestion::CloseQuestion(QWidget &window, QSettings &settings)
    : QObject(&window), m_window(window), m_settings(settings) { }

void CloseQuestion::ask(qint64 running, bool mayStay)
{
    if (!m_box)
        build(running, mayStay);
    m_box->open();
    m_box->raise();
    m_box->activateWindow();
}

void CloseQuestion::build(qint64 running, bool mayStay)
{
    m_box = new QMessageBox(&m_window);
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    m_box->setIcon(QMessageBox::Question);
    m_box->setTextFormat(Qt::PlainText);
    m_box->setWindowTitle(mayStay ? tr("Close Conduit") : tr("Quit Conduit"));
    m_box->setText(running == 0       ? tr("Should the broker go on without a window?")
                       : running == 1 ? tr("One task is running.")
                                      : tr("%1 tasks are running.").arg(countText(running)));
    QStringList information;
    if (mayStay)
        information += tr("A broker that runs on is shown again by its icon in the tray, or by starting Conduit once more.");
    if (running > 0)
        information += tr("A task that does not finish in time is given back, too: it runs again when Conduit is back, and "
                          "loses no attempt.");
    m_box->setInformativeText(information.join(u"\n\n"_s));
    auto *stay = mayStay ? m_box->addButton(tr("Keep the broker running"), QMessageBox::ActionRole) : nullptr;
    auto *finish =
        m_box->addButton(running > 0 ? tr("Finish tasks, then quit") : tr("Stop the broker and quit"), QMessageBox::AcceptRole);
    auto *stopNow = running > 0 ? m_box->addButton(tr("Stop now and give tasks back"), QMessageBox::DestructiveRole) : nullptr;
    m_box->setDefaultButton(finish);
    m_box->setEscapeButton(m_box->addButton(tr("Cancel"), QMessageBox::RejectRole));
    auto *remember = mayStay ? new QCheckBox(tr("Remember this; the settings can change it"), m_box) : nullptr;
    if (remember) {
        remember->setChecked(true);
        m_box->setCheckBox(remember);
    }
    connect(m_box, &QMessageBox::finished, this, [this, stay, finish, stopNow, remember] {
        const auto *button = m_box->clickedButton();
        if (!button || (button != stay && button != finish && button != stopNow))
            return;
        if (remember && remember->isChecked())
            storeCloseChoice(m_settings, button == stay ? CloseChoice::Stay : CloseChoice::Stop);
        Q_EMIT answered(button == stay ? Answer::Stay : button == stopNow ? Answer::StopNow : Answer::Finish);
    });
}

} // namespace conduit::ui
