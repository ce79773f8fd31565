// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/event_times.h"

#include "ui/format/moment_entry.h"
#include "ui/format/time_format.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qint64 kHourSecs = 3'600;
constexpr qint64 kWeekSecs = 7 * 24 * kHourSecs;
constexpr int kEditWidthMin = 170;
constexpr int kBesideTheHint = 48; ///< The margins, and the button that clears.

} // namespace

EventTimes::EventTimes(std::function<QDateTime()> now, QWidget *page)
    : QObject(page),
      m_now(std::move(now)),
      m_box(new QComboBox(page)),
      m_fields(new QWidget(page)),
      m_from(edit(tr("From when"))),
      m_to(edit(tr("Until when"))),
      m_problem(plainLabel({}, m_fields))
{
    m_box->setAccessibleName(tr("When it was done"));
    for (const auto &[name, span] : {std::pair {tr("At any time"), Span::Any},
                                     {tr("In the last hour"), Span::LastHour},
                                     {tr("Today"), Span::Today},
                                     {tr("In the last 7 days"), Span::LastWeek},
                                     {tr("From … to …"), Span::Chosen}})
        m_box->addItem(name, int(span));
    auto *row = new QHBoxLayout(m_fields);
    row->setContentsMargins(16, 0, 16, 10);
    row->setSpacing(8);
    for (auto *field : {m_from, m_to}) {
        auto *label = plainLabel(field->accessibleName(), m_fields);
        label->setBuddy(field);
        row->addWidget(label);
        row->addWidget(field);
    }
    m_problem->setWordWrap(true);
    row->addWidget(m_problem, 1);
    m_fields->hide();
    connect(m_box, &QComboBox::currentIndexChanged, this, [this] {
        m_fields->setVisible(span() == Span::Chosen);
        take();
    });
}

QLineEdit *EventTimes::edit(const QString &name)
{
    auto *field = new QLineEdit(m_fields);
    field->setAccessibleName(name);
    field->setPlaceholderText(tr("14:02 or -2h"));
    const int hint = field->fontMetrics().horizontalAdvance(field->placeholderText());
    field->setFixedWidth(std::max(kEditWidthMin, hint + kBesideTheHint));
    field->setClearButtonEnabled(true);
    connect(field, &QLineEdit::editingFinished, this, &EventTimes::take);
    return field;
}

QString EventTimes::problem() const { return m_problem->text(); }

EventTimes::Span EventTimes::span() const { return static_cast<Span>(m_box->currentData().toInt()); }

void EventTimes::choose(Span span) { m_box->setCurrentIndex(m_box->findData(int(span))); }

bool EventTimes::isAny() const { return !since().isValid() && !until().isValid(); }

QDateTime EventTimes::since() const
{
    const QDateTime now = m_now();
    switch (span()) {
    case Span::Any:
        return {};
    case Span::LastHour:
        return now.addSecs(-kHourSecs);
    case Span::Today: {
        const auto day = momentFromEntry(TimeFormat::ours().placed(now).toString(u"yyyy-MM-dd"_s), now);
        return day ? day->from : QDateTime();
    }
    case Span::LastWeek:
        return now.addSecs(-kWeekSecs);
    case Span::Chosen: {
        const auto from = momentFromEntry(m_from->text(), now);
        return from ? from->from : QDateTime();
    }
    }
    Q_UNREACHABLE();
}

QDateTime EventTimes::until() const
{
    const auto to = span() == Span::Chosen ? momentFromEntry(m_to->text(), m_now()) : std::nullopt;
    return to ? to->to : QDateTime();
}

/// What cannot be read bounds nothing, and says so.
void EventTimes::take()
{
    const auto isWrong = [this](const QLineEdit *field) {
        return !field->text().trimmed().isEmpty() && !momentFromEntry(field->text(), m_now());
    };
    const bool isFault = span() == Span::Chosen && (isWrong(m_from) || isWrong(m_to));
    const bool isBackwards = since().isValid() && until().isValid() && since() > until();
    m_problem->setText(isFault
                           ? tr("Write a time such as 14:02, a date such as 2026-11-25, both, or how long ago, such as -2h.")
                           : isBackwards ? tr("It ends before it begins.")
                                         : tr("Without a zone: %1").arg(zoneText(m_now())));
    for (auto *field : {m_from, m_to})
        field->setAccessibleDescription(m_problem->text());
    if (!isFault && !isBackwards)
        Q_EMIT changed();
}

void EventTimes::continueFrom(const EventTimes &before)
{
    m_from->setText(before.m_from->text());
    m_to->setText(before.m_to->text());
    m_box->setCurrentIndex(before.m_box->currentIndex());
}

} // namespace conduit::ui
