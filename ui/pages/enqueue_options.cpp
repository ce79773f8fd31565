// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/enqueue_options.h"

#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QGridLayout>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kUnset = -1;

QSpinBox *numberBox(const QString &name, int min, int max, const QString &unsetText, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(min, max);
    box->setValue(min);
    box->setSpecialValueText(unsetText);
    box->setAccessibleName(name);
    return box;
}

} // namespace

EnqueueOptions::EnqueueOptions(QWidget *parent)
    : QWidget(parent),
      m_queue(new QLineEdit(this)),
      m_priority(numberBox(tr("Priority"), kUnset, 9, tr("default (5)"), this)),
      m_delay(numberBox(tr("Delay"), 0, 100'000, tr("now"), this)),
      m_delayUnit(new QComboBox(this)),
      m_maxAttempts(numberBox(tr("Attempts at most"), 0, 1000, tr("default (20)"), this)),
      m_tags(new QLineEdit(this))
{
    m_queue->setPlaceholderText(u"default"_s);
    m_queue->setAccessibleName(tr("Queue"));
    m_tags->setPlaceholderText(tr("separated by commas"));
    m_tags->setAccessibleName(tr("Tags"));
    m_delayUnit->setAccessibleName(tr("Unit of the delay"));
    m_delayUnit->addItem(tr("seconds"), 1);
    m_delayUnit->addItem(tr("minutes"), 60);
    m_delayUnit->addItem(tr("hours"), 3600);
    m_delayUnit->addItem(tr("days"), 86400);
    setPlainToolTip(m_priority, tr("0 to 9, higher runs sooner"));
    setPlainToolTip(m_maxAttempts, tr("How often the task is tried before it is dead"));

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 4, 16, 10);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    const auto put = [&](int row, int column, const QString &name, QWidget *input) {
        grid->addWidget(quietLabel(name, this), row, column);
        grid->addWidget(input, row, column + 1);
    };
    put(0, 0, tr("Queue"), m_queue);
    put(0, 2, tr("Priority"), m_priority);
    put(0, 4, tr("Attempts"), m_maxAttempts);
    put(1, 0, tr("Tags"), m_tags);
    grid->addWidget(quietLabel(tr("Run in"), this), 1, 2);
    grid->addWidget(m_delay, 1, 3);
    grid->addWidget(m_delayUnit, 1, 4, 1, 2);
    for (const auto column : {1, 3, 5})
        grid->setColumnStretch(column, 1);

    for (auto *line : {m_queue, m_tags})
        connect(line, &QLineEdit::textChanged, this, &EnqueueOptions::changed);
    for (auto *box : {m_priority, m_delay, m_maxAttempts})
        connect(box, &QSpinBox::valueChanged, this, &EnqueueOptions::changed);
    connect(m_delayUnit, &QComboBox::currentIndexChanged, this, &EnqueueOptions::changed);
}

void EnqueueOptions::reset() { show({}); }

void EnqueueOptions::show(const wire::NewTask &task)
{
    m_queue->setText(task.queue);
    m_priority->setValue(task.priority.value_or(kUnset));
    showDelay(task.delay.value_or(wire::Seconds(0)));
    m_maxAttempts->setValue(task.maxAttempts.value_or(0));
    m_tags->setText(task.tags.join(u", "_s));
}

void EnqueueOptions::continueFrom(const EnqueueOptions &before)
{
    m_queue->setText(before.m_queue->text());
    m_priority->setValue(before.m_priority->value());
    m_delay->setValue(before.m_delay->value());
    m_delayUnit->setCurrentIndex(before.m_delayUnit->currentIndex());
    m_maxAttempts->setValue(before.m_maxAttempts->value());
    m_tags->setText(before.m_tags->text());
}

void EnqueueOptions::setQueue(const QString &queue) { m_queue->setText(queue); }

void EnqueueOptions::apply(wire::NewTask &task) const
{
    task.queue = m_queue->text().trimmed();
    task.priority = m_priority->value() == kUnset ? std::nullopt : std::optional(m_priority->value());
    task.delay = m_delay->value() == 0 ? std::nullopt : std::optional(delay());
    task.maxAttempts = m_maxAttempts->value() == 0 ? std::nullopt : std::optional(m_maxAttempts->value());
    task.tags.clear();
    for (const auto &tag : m_tags->text().split(u',', Qt::SkipEmptyParts))
        if (!tag.trimmed().isEmpty())
            task.tags.append(tag.trimmed());
}

/// In the largest unit that says it in whole numbers.
void EnqueueOptions::showDelay(wire::Seconds delay)
{
    const auto seconds = static_cast<qint64>(delay.count());
    int unit = 0;
    while (seconds > 0 && unit + 1 < m_delayUnit->count() && seconds % m_delayUnit->itemData(unit + 1).toInt() == 0)
        ++unit;
    m_delayUnit->setCurrentIndex(unit);
    m_delay->setValue(static_cast<int>(seconds / m_delayUnit->itemData(unit).toInt()));
}

QString EnqueueOptions::summary() const
{
    wire::NewTask task;
    apply(task);
    QStringList parts;
    if (!task.queue.isEmpty())
        parts.append(tr("queue %1").arg(task.queue));
    if (task.priority)
        parts.append(tr("priority %1").arg(*task.priority));
    if (task.delay)
        parts.append(tr("in %1 %2").arg(QString::number(m_delay->value()), m_delayUnit->currentText()));
    if (task.maxAttempts)
        parts.append(tr("attempts: %1").arg(*task.maxAttempts));
    if (!task.tags.isEmpty())
        parts.append(tr("tags: %1").arg(task.tags.join(u", "_s)));
    return parts.join(u" · "_s);
}

wire::Seconds EnqueueOptions::delay() const
{
    return wire::Seconds(static_cast<double>(m_delay->value()) * m_delayUnit->currentData().toInt());
}

} // namespace conduit::ui
