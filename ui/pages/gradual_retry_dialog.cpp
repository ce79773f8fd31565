// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/gradual_retry_dialog.h"

#include "ui/format/task_words.h"
#include "ui/format/times.h"

#include <QSpinBox>

namespace conduit::ui {

GradualRetryDialog::GradualRetryDialog(const QString &type, const QString &signature, qsizetype tasks, QWidget *parent)
    : FormDialog({.window = tr("Retry gradually"),
                  .title = tr("Retry %Ln dead task(s) of type %1", nullptr, static_cast<int>(tasks)).arg(type),
                  .text = signature.isEmpty() ? tr("No error was given") : causeText(signature),
                  .yes = tr("Retry gradually")},
                 parent),
      m_tasks(tasks),
      m_perMinute(new QSpinBox(this)),
      m_failuresMax(new QSpinBox(this))
{
    m_perMinute->setRange(1, 6'000);
    m_perMinute->setValue(10);
    m_failuresMax->setRange(1, 1'000);
    m_failuresMax->setValue(3);
    addField(tr("Tasks a minute"), m_perMinute);
    addField(tr("Stop after so many that fail again"), m_failuresMax);
    connect(m_perMinute, &QSpinBox::valueChanged, this, &GradualRetryDialog::showDuration);
    showDuration();
}

int GradualRetryDialog::perMinute() const { return m_perMinute->value(); }

int GradualRetryDialog::failuresMax() const { return m_failuresMax->value(); }

void GradualRetryDialog::showDuration()
{
    const auto time = std::chrono::milliseconds(std::chrono::minutes(m_tasks)) / m_perMinute->value();
    judge({},
          tr("It takes about %1. The console drives it and has to stay open; it can be paused and stopped on this page.")
              .arg(durationText(time)));
}

} // namespace conduit::ui
