// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/start_option.h"

#include "ui/format/moment_entry.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace conduit::ui {

namespace {

/// The time that a delay means, with its date where that is not today's.
QString endOfDelay(const QDateTime &moment, const QDateTime &now)
{
    const auto &format = TimeFormat::ours();
    const auto zone = format.zoneName(moment);
    return format.placed(moment).date() == format.placed(now).date()
        ? StartOption::tr("It runs at %1 %2.").arg(clockText(moment), zone)
        : StartOption::tr("It runs on %1 %2.").arg(momentText(moment), zone);
}

} // namespace

StartOption::StartOption(QWidget *parent)
    : QWidget(parent),
      m_mode(new QComboBox(this)),
      m_delay(new QSpinBox(this)),
      m_unit(new QComboBox(this)),
      m_moment(new QLineEdit(this))
{
    m_mode->setAccessibleName(tr("When it runs"));
    m_mode->addItems({tr("now"), tr("in"), tr("at")});
    m_delay->setRange(1, 100'000);
    m_delay->setAccessibleName(tr("Delay"));
    m_unit->setAccessibleName(tr("Unit of the delay"));
    m_unit->addItem(tr("seconds"), 1);
    m_unit->addItem(tr("minutes"), 60);
    m_unit->addItem(tr("hours"), 3600);
    m_unit->addItem(tr("days"), 86400);
    m_unit->setCurrentIndex(1);
    m_moment->setAccessibleName(tr("Time at which it runs"));
    m_moment->setPlaceholderText(tr("14:30 or 2026-12-24 14:30"));
    setPlainToolTip(m_moment, momentHelp());

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_mode);
    row->addWidget(m_delay, 1);
    row->addWidget(m_unit, 1);
    row->addWidget(m_moment, 2);
    showMode();
    connect(m_mode, &QComboBox::currentIndexChanged, this, &StartOption::showMode);
    connect(m_delay, &QSpinBox::valueChanged, this, &StartOption::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &StartOption::changed);
    connect(m_moment, &QLineEdit::textChanged, this, &StartOption::changed);
}

void StartOption::show(const wire::NewTask &task)
{
    m_moment->setText(momentEntry(task.runAt));
    if (task.delay && task.delay->count() > 0)
        showDelay(*task.delay);
    m_mode->setCurrentIndex(task.runAt.isValid() ? At : task.delay && task.delay->count() > 0 ? In : Now);
}

void StartOption::apply(wire::NewTask &task, const QDateTime &now) const
{
    const auto mode = m_mode->currentIndex();
    task.delay = mode == In ? std::optional(delay()) : std::nullopt;
    task.runAt = mode == At ? comingMoment(m_moment->text(), now).value_or(QDateTime()) : QDateTime();
}

QString StartOption::summary(const QDateTime &now) const
{
    switch (m_mode->currentIndex()) {
    case In:
        return tr("in %1 %2").arg(QString::number(m_delay->value()), m_unit->currentText());
    case At:
        return tr("at %1").arg(momentText(comingMoment(m_moment->text(), now).value_or(QDateTime())));
    default:
        return {};
    }
}

QString StartOption::echo(const QDateTime &now) const
{
    if (m_mode->currentIndex() == In)
        return endOfDelay(now.addSecs(std::llround(delay().count())), now);
    const auto moment = m_mode->currentIndex() == At ? comingMoment(m_moment->text(), now) : std::nullopt;
    if (!moment)
        return {};
    return *moment <= now ? tr("This time is over, so it runs at once.") : tr("It runs %1.").arg(momentInWords(*moment, now));
}

QString StartOption::fault(const QDateTime &now) const
{
    if (m_mode->currentIndex() != At || comingMoment(m_moment->text(), now))
        return {};
    return m_moment->text().trimmed().isEmpty() ? tr("Say at which time it is to run.")
                                                : tr("The time at which it is to run cannot be read: %1").arg(m_moment->text());
}

void StartOption::continueFrom(const StartOption &before)
{
    m_mode->setCurrentIndex(before.m_mode->currentIndex());
    m_delay->setValue(before.m_delay->value());
    m_unit->setCurrentIndex(before.m_unit->currentIndex());
    m_moment->setText(before.m_moment->text());
}

void StartOption::showMode()
{
    m_delay->setVisible(m_mode->currentIndex() == In);
    m_unit->setVisible(m_mode->currentIndex() == In);
    m_moment->setVisible(m_mode->currentIndex() == At);
    Q_EMIT changed();
}

/// In the largest unit that says it in whole numbers.
void StartOption::showDelay(wire::Seconds delay)
{
    const auto seconds = std::max<qint64>(1, std::llround(delay.count()));
    int unit = 0;
    while (unit + 1 < m_unit->count() && seconds % m_unit->itemData(unit + 1).toInt() == 0)
        ++unit;
    m_unit->setCurrentIndex(unit);
    m_delay->setValue(static_cast<int>(seconds / m_unit->itemData(unit).toInt()));
}

wire::Seconds StartOption::delay() const
{
    return wire::Seconds(static_cast<double>(m_delay->value()) * m_unit->currentData().toInt());
}

} // namespace conduit::ui
