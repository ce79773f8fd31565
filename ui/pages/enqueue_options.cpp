// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/enqueue_options.h"

#include "ui/format/backoff_words.h"
#include "ui/format/moment_entry.h"
#include "ui/format/time_format.h"
#include "ui/format/times.h"
#include "ui/pages/backoff_option.h"
#include "ui/pages/start_option.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QGridLayout>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kUnset = -1;
constexpr int kBesideEachOther = 3; // Where there is room.
constexpr int kKeyCharactersMax = 200;
constexpr int kTimeoutSecondsMax = 31'622'400;

QSpinBox *numberBox(const QString &name, int min, int max, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(min, max);
    box->setValue(min);
    box->setSpecialValueText(EnqueueOptions::tr("default"));
    box->setAccessibleName(name);
    return box;
}

QLineEdit *lineBox(const QString &name, const QString &placeholder, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setAccessibleName(name);
    line->setPlaceholderText(placeholder);
    return line;
}

/// In whole seconds; none of them would mean no limit at all.
long secondsOf(const std::optional<wire::Seconds> &timeout)
{
    if (!timeout)
        return kUnset;
    return timeout->count() > 0 ? std::max(1L, std::lround(timeout->count())) : 0;
}

std::chrono::milliseconds millisecondsOf(wire::Seconds duration)
{
    return std::chrono::milliseconds(std::llround(duration.count() * 1000));
}

} // namespace

EnqueueOptions::EnqueueOptions(Extent extent, std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent),
      m_now(std::move(now)),
      m_extent(extent),
      m_queue(lineBox(tr("Queue"), u"default"_s, this)),
      m_priority(numberBox(tr("Priority"), kUnset, 9, this)),
      m_maxAttempts(numberBox(tr("Attempts at most"), 0, 1000, this)),
      m_tags(lineBox(tr("Tags"), tr("separated by commas"), this)),
      m_start(new StartOption(this)),
      m_timeout(numberBox(tr("Time limit of an attempt"), kUnset, kTimeoutSecondsMax, this)),
      m_timeoutUnit(new QComboBox(this)),
      m_backoff(new BackoffOption(this)),
      m_uniqueKey(lineBox(tr("Unique key"), tr("none"), this)),
      m_serialKey(lineBox(tr("Serial key"), tr("none"), this)),
      m_expiry(lineBox(tr("Time by which it must have begun"), tr("never"), this)),
      m_echo(quietLabel({}, this))
{
    m_timeoutUnit->setAccessibleName(tr("Unit of the time limit"));
    m_timeoutUnit->addItem(tr("seconds"), 1);
    m_timeoutUnit->addItem(tr("minutes"), 60);
    m_timeoutUnit->addItem(tr("hours"), 3600);
    m_echo->setWordWrap(true);
    m_uniqueKey->setMaxLength(kKeyCharactersMax);
    m_serialKey->setMaxLength(kKeyCharactersMax);
    setPlainToolTip(m_priority, tr("0 to 9, higher runs sooner. Left alone, the broker decides."));
    setPlainToolTip(
        m_maxAttempts,
        tr("How often the task is tried before it is dead. Left alone, its type, its queue or the broker decides."));
    setPlainToolTip(m_timeout,
                    tr("How long an attempt may take; 0 for as long as it wants. Left alone, its type, its queue or the "
                       "broker decides."));
    setPlainToolTip(m_uniqueKey, tr("While a task of this type with the same key has not ended, no other one is made."));
    setPlainToolTip(m_serialKey, tr("Tasks with the same key run one after the other."));
    setPlainToolTip(m_expiry, tr("Not begun by then, it is dead.") + u' ' + momentHelp());
    layOut();
    follow();
    showEcho();
}

void EnqueueOptions::reset() { show({}); }

void EnqueueOptions::show(const wire::NewTask &task)
{
    m_queue->setText(task.queue);
    m_priority->setValue(task.priority.value_or(kUnset));
    m_maxAttempts->setValue(task.maxAttempts.value_or(0));
    m_tags->setText(task.tags.join(u", "_s));
    m_start->show(task);
    const auto timeout = secondsOf(task.timeout);
    const int unit = timeout > 0 && timeout % 3600 == 0 ? 2 : timeout > 0 && timeout % 60 == 0 ? 1 : 0;
    m_timeoutUnit->setCurrentIndex(unit);
    m_timeout->setValue(static_cast<int>(timeout / m_timeoutUnit->itemData(unit).toInt()));
    m_backoff->show(task.backoff);
    m_uniqueKey->setText(task.uniqueKey);
    m_serialKey->setText(task.serialKey);
    m_expiry->setText(momentEntry(task.expiresAt));
}

void EnqueueOptions::continueFrom(const EnqueueOptions &before)
{
    for (qsizetype at = 0; at < lines().size(); ++at)
        lines()[at]->setText(before.lines()[at]->text());
    for (qsizetype at = 0; at < numbers().size(); ++at)
        numbers()[at]->setValue(before.numbers()[at]->value());
    m_timeoutUnit->setCurrentIndex(before.m_timeoutUnit->currentIndex());
    m_start->continueFrom(*before.m_start);
    m_backoff->continueFrom(*before.m_backoff);
}

void EnqueueOptions::setQueue(const QString &queue) { m_queue->setText(queue); }

void EnqueueOptions::apply(wire::NewTask &task) const
{
    const auto chosen = [](const QSpinBox *box, int unset) {
        return box->value() == unset ? std::nullopt : std::optional(box->value());
    };
    task.queue = m_queue->text().trimmed();
    task.priority = chosen(m_priority, kUnset);
    task.maxAttempts = chosen(m_maxAttempts, 0);
    task.tags.clear();
    for (const auto &tag : m_tags->text().split(u',', Qt::SkipEmptyParts))
        if (!tag.trimmed().isEmpty())
            task.tags.append(tag.trimmed());
    m_start->apply(task, m_now());
    if (m_extent == Extent::Many)
        return;
    const auto timeout = chosen(m_timeout, kUnset);
    const int unit = m_timeoutUnit->currentData().toInt();
    task.timeout = timeout ? std::optional(wire::Seconds(static_cast<double>(*timeout) * unit)) : std::nullopt;
    task.backoff = m_backoff->backoff();
    task.uniqueKey = m_uniqueKey->text().trimmed();
    task.serialKey = m_serialKey->text().trimmed();
    task.expiresAt = comingMoment(m_expiry->text(), m_now()).value_or(QDateTime());
}

QString EnqueueOptions::summary() const
{
    wire::NewTask task;
    apply(task);
    QStringList parts;
    const auto add = [&](bool isSaid, const QString &text) {
        if (isSaid)
            parts.append(text);
    };
    add(!task.queue.isEmpty(), tr("queue %1").arg(task.queue));
    add(task.priority.has_value(), tr("priority %1").arg(task.priority.value_or(0)));
    const auto start = m_start->summary(m_now());
    add(!start.isEmpty(), start);
    add(task.maxAttempts.has_value(), tr("attempts: %1").arg(task.maxAttempts.value_or(0)));
    add(!task.tags.isEmpty(), tr("tags: %1").arg(task.tags.join(u", "_s)));
    if (task.timeout)
        parts.append(task.timeout->count() > 0 ? tr("time limit %1").arg(durationText(millisecondsOf(*task.timeout)))
                                               : tr("no time limit"));
    if (task.backoff)
        parts.append(tr("back-off %1").arg(restsText(*task.backoff)));
    add(!task.uniqueKey.isEmpty(), tr("unique key %1").arg(task.uniqueKey));
    add(!task.serialKey.isEmpty(), tr("serial key %1").arg(task.serialKey));
    add(task.expiresAt.isValid(), tr("begins by %1").arg(momentText(task.expiresAt)));
    return parts.join(u" · "_s);
}

QString EnqueueOptions::fault() const
{
    const auto now = m_now();
    if (const auto start = m_start->fault(now); !start.isEmpty())
        return start;
    if (m_expiry->text().trimmed().isEmpty())
        return {};
    const auto expiry = comingMoment(m_expiry->text(), now);
    if (!expiry)
        return tr("The time by which it must have begun cannot be read: %1").arg(m_expiry->text());
    return *expiry <= now ? tr("The time by which it must have begun is over.") : QString();
}

QString EnqueueOptions::echo() const
{
    const auto now = m_now();
    QStringList sentences;
    if (const auto fault = this->fault(); !fault.isEmpty())
        return fault;
    if (const auto start = m_start->echo(now); !start.isEmpty())
        sentences.append(start);
    if (const auto expiry = comingMoment(m_expiry->text(), now))
        sentences.append(tr("It must have begun %1.").arg(momentInWords(*expiry, now)));
    if (const auto backoff = m_backoff->backoff())
        sentences.append(tr("After failed attempts it rests %1.").arg(restsText(*backoff)));
    return sentences.join(u' ');
}

void EnqueueOptions::layOut()
{
    auto *timeout = new QWidget(this);
    auto *row = new QHBoxLayout(timeout);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_timeout, 1);
    row->addWidget(m_timeoutUnit);
    const auto put = [this](const QString &name, QWidget *input, bool isWide = false) {
        m_places.append({quietLabel(name, this), input, isWide});
    };
    put(tr("Queue"), m_queue);
    put(tr("Priority"), m_priority);
    put(tr("Attempts"), m_maxAttempts);
    put(tr("Tags"), m_tags);
    put(tr("Run"), m_start, true);
    if (m_extent == Extent::One) {
        put(tr("Time limit"), timeout);
        put(tr("Back-off"), m_backoff, true);
        put(tr("Unique key"), m_uniqueKey);
        put(tr("Serial key"), m_serialKey);
        put(tr("Begin by"), m_expiry);
    } else {
        for (QWidget *unused : {timeout, static_cast<QWidget *>(m_backoff), static_cast<QWidget *>(m_expiry),
                                static_cast<QWidget *>(m_uniqueKey), static_cast<QWidget *>(m_serialKey)})
            unused->hide();
    }
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(16, 4, 16, 10);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(6);
    place(kBesideEachOther);
}

/// So many stand beside each other. Those that are wide take the place of two, where there are two.
void EnqueueOptions::place(int abreast)
{
    m_abreast = abreast;
    while (auto *item = m_grid->takeAt(0))
        delete item;
    int row = 0;
    int at = 0;
    for (const auto &place : std::as_const(m_places)) {
        const int room = std::min(place.isWide ? 2 : 1, abreast);
        if (at + room > abreast) {
            ++row;
            at = 0;
        }
        m_grid->addWidget(place.label, row, 2 * at);
        m_grid->addWidget(place.input, row, 2 * at + 1, 1, 2 * room - 1);
        at += room;
    }
    m_grid->addWidget(m_echo, row + 1, 0, 1, 2 * abreast);
    for (int column = 0; column < kBesideEachOther; ++column)
        m_grid->setColumnStretch(2 * column + 1, column < abreast ? 1 : 0);
}

/// What so many beside each other need at least.
int EnqueueOptions::widthOf(int abreast) const
{
    int label = 0;
    int input = 0;
    for (const auto &place : m_places) {
        const int room = place.isWide && abreast > 1 ? 2 : 1;
        label = std::max(label, place.label->sizeHint().width());
        input = std::max(input, place.input->minimumSizeHint().width() / room);
    }
    const auto margins = m_grid->contentsMargins();
    return margins.left() + margins.right() + abreast * (label + input + 2 * m_grid->horizontalSpacing());
}

QSize EnqueueOptions::sizeHint() const { return {widthOf(kBesideEachOther), m_grid->sizeHint().height()}; }

QSize EnqueueOptions::minimumSizeHint() const { return {widthOf(1), m_grid->minimumSize().height()}; }

void EnqueueOptions::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    int abreast = kBesideEachOther;
    while (abreast > 1 && widthOf(abreast) > width())
        --abreast;
    if (abreast != m_abreast) {
        place(abreast);
        updateGeometry();
    }
}

void EnqueueOptions::follow()
{
    for (auto *line : lines())
        connect(line, &QLineEdit::textChanged, this, &EnqueueOptions::changed);
    for (auto *box : numbers())
        connect(box, &QSpinBox::valueChanged, this, &EnqueueOptions::changed);
    connect(m_timeoutUnit, &QComboBox::currentIndexChanged, this, &EnqueueOptions::changed);
    connect(m_start, &StartOption::changed, this, &EnqueueOptions::changed);
    connect(m_backoff, &BackoffOption::changed, this, &EnqueueOptions::changed);
    connect(this, &EnqueueOptions::changed, this, &EnqueueOptions::showEcho);
    for (const auto signal : {&TimeFormat::changed, &TimeFormat::ticked})
        connect(&TimeFormat::ours(), signal, this, &EnqueueOptions::showEcho);
}

void EnqueueOptions::showEcho()
{
    m_echo->setText(echo());
    m_echo->setVisible(!m_echo->text().isEmpty());
}

} // namespace conduit::ui
