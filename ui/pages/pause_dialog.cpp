// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/pause_dialog.h"

#include <QComboBox>
#include <QLineEdit>

namespace conduit::ui {

namespace {

constexpr int kBesideTheHint = 16;
constexpr int kReasonCharactersMax = 1'000; // What a broker takes.
constexpr int kMinute = 60;
constexpr int kHour = 60 * kMinute;

FormWords wordsFor(const QString &queue)
{
    if (queue.isEmpty())
        return {.window = PauseDialog::tr("Pause everything"),
                .title = PauseDialog::tr("Pause all queues"),
                .text = PauseDialog::tr("No worker gets a task any more, from any queue. New tasks are still taken, and wait. "
                                        "What runs, runs on."),
                .yes = PauseDialog::tr("Pause everything")};
    return {.window = PauseDialog::tr("Pause a queue"),
            .title = PauseDialog::tr("Pause %1").arg(queue),
            .text = PauseDialog::tr("New tasks are still taken, and wait. What runs, runs on."),
            .yes = PauseDialog::tr("Pause")};
}

} // namespace

PauseDialog::PauseDialog(const QString &queue, QWidget *parent)
    : FormDialog(wordsFor(queue), parent), m_reason(new QLineEdit(this)), m_until(new QComboBox(this))
{
    m_reason->setMaxLength(kReasonCharactersMax);
    m_reason->setPlaceholderText(tr("Shown with every task that waits"));
    m_reason->setMinimumWidth(m_reason->fontMetrics().horizontalAdvance(m_reason->placeholderText()) + kBesideTheHint);
    m_until->addItem(tr("when somebody resumes it"), 0);
    m_until->addItem(tr("in 15 minutes"), 15 * kMinute);
    m_until->addItem(tr("in an hour"), kHour);
    m_until->addItem(tr("in 8 hours"), 8 * kHour);
    m_until->addItem(tr("in 24 hours"), 24 * kHour);
    addField(tr("Reason"), m_reason);
    addField(tr("Resumes"), m_until);
}

QString PauseDialog::reason() const { return m_reason->text().trimmed(); }

QDateTime PauseDialog::until(const QDateTime &now) const
{
    const int seconds = m_until->currentData().toInt();
    return seconds == 0 ? QDateTime() : now.addSecs(seconds);
}

} // namespace conduit::ui
