// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/pause_dialog.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/primary_button.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace conduit::ui {

namespace {

constexpr int kReasonCharactersMax = 1'000; // What a broker takes.
constexpr int kMinute = 60;
constexpr int kHour = 60 * kMinute;

} // namespace

PauseDialog::PauseDialog(const QString &queue, QWidget *parent)
    : QDialog(parent), m_reason(new QLineEdit(this)), m_until(new QComboBox(this))
{
    setWindowTitle(tr("Pause a queue"));
    auto *title = new ElidingLabel(tr("Pause %1").arg(queue), this);
    auto strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    auto *text = quietLabel(tr("New tasks are still taken, and wait. What runs, runs on."), this);
    text->setWordWrap(true);

    m_reason->setMaxLength(kReasonCharactersMax);
    m_reason->setPlaceholderText(tr("Shown with every task that waits"));
    m_reason->setAccessibleName(tr("Reason"));
    m_until->setAccessibleName(tr("Goes on"));
    m_until->addItem(tr("when somebody resumes it"), 0);
    m_until->addItem(tr("in 15 minutes"), 15 * kMinute);
    m_until->addItem(tr("in an hour"), kHour);
    m_until->addItem(tr("in 8 hours"), 8 * kHour);
    m_until->addItem(tr("in 24 hours"), 24 * kHour);
    auto *form = new QFormLayout;
    form->addRow(tr("Reason"), m_reason);
    form->addRow(tr("Goes on"), m_until);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *pause = new PrimaryButton(tr("Pause"), this);
    pause->setDefault(true);
    buttons->addButton(pause, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(text);
    column->addLayout(form);
    column->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    m_reason->setFocus();
}

QString PauseDialog::reason() const { return m_reason->text().trimmed(); }

QDateTime PauseDialog::until(const QDateTime &now) const
{
    const int seconds = m_until->currentData().toInt();
    return seconds == 0 ? QDateTime() : now.addSecs(seconds);
}

} // namespace conduit::ui
