// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/gradual_retry_dialog.h"

#include "ui/format/sizes.h"
#include "ui/format/times.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/primary_button.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>
#include <QVBoxLayout>

namespace conduit::ui {

GradualRetryDialog::GradualRetryDialog(const QString &type, const QString &signature, qsizetype tasks, QWidget *parent)
    : QDialog(parent),
      m_tasks(tasks),
      m_perMinute(new QSpinBox(this)),
      m_failuresMax(new QSpinBox(this)),
      m_duration(quietLabel({}, this))
{
    setWindowTitle(tr("Retry gradually"));
    auto *title = new ElidingLabel(tr("Retry %Ln dead task(s) of type %1", nullptr, static_cast<int>(tasks)).arg(type), this);
    auto strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    auto *cause = new ElidingLabel(signature.isEmpty() ? tr("No error was given") : signature, this);
    cause->setForegroundRole(QPalette::PlaceholderText);

    m_perMinute->setRange(1, 6'000);
    m_perMinute->setValue(10);
    m_perMinute->setAccessibleName(tr("Tasks a minute"));
    m_failuresMax->setRange(1, 1'000);
    m_failuresMax->setValue(3);
    m_failuresMax->setAccessibleName(tr("Stop after so many that fail again"));
    m_duration->setWordWrap(true);
    auto *form = new QFormLayout;
    form->addRow(tr("Tasks a minute"), m_perMinute);
    form->addRow(tr("Stop after so many that fail again"), m_failuresMax);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *retry = new PrimaryButton(tr("Retry gradually"), this);
    retry->setDefault(true);
    buttons->addButton(retry, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_perMinute, &QSpinBox::valueChanged, this, &GradualRetryDialog::showDuration);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(cause);
    column->addLayout(form);
    column->addWidget(m_duration);
    column->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    m_perMinute->setFocus();
    showDuration();
}

int GradualRetryDialog::perMinute() const { return m_perMinute->value(); }

int GradualRetryDialog::failuresMax() const { return m_failuresMax->value(); }

void GradualRetryDialog::showDuration()
{
    const auto time = std::chrono::milliseconds(std::chrono::minutes(m_tasks)) / m_perMinute->value();
    m_duration->setText(
        tr("It takes about %1. The console drives it and has to stay open; it can be paused and stopped on this page.")
            .arg(durationText(time)));
}

} // namespace conduit::ui
