// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/defaults_dialog.h"

#include "ui/pages/backoff_option.h"
#include "ui/widgets/duration_box.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kBesideTheHint = 20;
constexpr int kBesideTheOrigin = 4;
// What a broker takes.
constexpr int kAttemptsMax = 1'000;
constexpr qint64 kYear = 366 * 86'400;
constexpr qint64 kRetrySecondsMax = 10 * kYear;
constexpr qint64 kKeepSecondsMax = 100 * kYear;
constexpr qsizetype kClassesMax = 100;
constexpr qsizetype kClassCharactersMax = 200;

QStringList classesIn(const QString &text)
{
    QStringList classes;
    for (const auto &piece : text.split(u','))
        if (!piece.trimmed().isEmpty() && !classes.contains(piece.trimmed()))
            classes.append(piece.trimmed());
    return classes;
}

} // namespace

DefaultsDialog::DefaultsDialog(const DefaultsQuestion &question, QWidget *parent)
    : FormDialog(question.words, parent),
      m_behind(question.behind),
      m_before(question.said),
      m_origin(question.origin),
      m_attempts(new QSpinBox(this)),
      m_backoff(new BackoffOption(this)),
      m_retryFor(new DurationBox(tr("Tried for at most"), 1, kRetrySecondsMax, this)),
      m_timeout(new DurationBox(tr("Time limit of an attempt"), 0, kYear, this)),
      m_delivery(new QComboBox(this)),
      m_noRetry(new QLineEdit(this)),
      m_keepCompleted(new DurationBox(tr("Completed and cancelled are kept"), 0, kKeepSecondsMax, this)),
      m_keepDead(new DurationBox(tr("Dead are kept"), 0, kKeepSecondsMax, this))
{
    m_attempts->setRange(1, kAttemptsMax);
    m_attempts->setAccessibleName(tr("Attempts at most"));
    m_timeout->setSpecialText(tr("none"));
    m_delivery->setAccessibleName(tr("After a lost lease"));
    m_delivery->addItem(tr("run it again"), false);
    m_delivery->addItem(tr("it is dead: at most once"), true);
    m_noRetry->setAccessibleName(tr("No retry after"));
    m_noRetry->setPlaceholderText(tr("error classes: A, B"));
    m_noRetry->setMinimumWidth(m_noRetry->fontMetrics().horizontalAdvance(m_noRetry->placeholderText()) + kBesideTheHint);
    addRows(question.said);
    connect(m_backoff, &BackoffOption::changed, this, &DefaultsDialog::showState);
    connect(m_noRetry, &QLineEdit::textChanged, this, &DefaultsDialog::showState);
    for (auto *box : {m_retryFor, m_timeout, m_keepCompleted, m_keepDead})
        connect(box, &DurationBox::changed, this, &DefaultsDialog::showState);
    showState();
    m_rows.first().set->setFocus();
}

void DefaultsDialog::addRows(const TaskDefaults &said)
{
    using Duration = std::optional<wire::Seconds>;
    const auto into = [](DurationBox *box, wire::Seconds otherwise = wire::Seconds(0)) {
        return [box, otherwise](const Duration &duration) { box->setDuration(duration.value_or(otherwise)); };
    };
    addRow<int>(
        tr("Attempts at most"), m_attempts, &TaskDefaults::maxAttempts,
        [this](const auto &attempts) { m_attempts->setValue(attempts.value_or(1)); }, said);
    addRow<wire::Backoff>(
        tr("Rests after failures"), m_backoff, &TaskDefaults::backoff,
        [this](const auto &backoff) { m_backoff->show(backoff); }, said);
    addRow<wire::Seconds>(tr("Tried for at most"), m_retryFor, &TaskDefaults::retryFor, into(m_retryFor, wire::Seconds(86'400)),
                          said);
    addRow<wire::Seconds>(tr("Time limit of an attempt"), m_timeout, &TaskDefaults::timeout, into(m_timeout), said);
    addRow<bool>(
        tr("After a lost lease"), m_delivery, &TaskDefaults::isAtMostOnce,
        [this](const auto &isOnce) { m_delivery->setCurrentIndex(isOnce.value_or(false) ? 1 : 0); }, said);
    addRow<QStringList>(
        tr("No retry after"), m_noRetry, &TaskDefaults::noRetryFor,
        [this](const auto &classes) { m_noRetry->setText(classes.value_or(QStringList()).join(u", "_s)); }, said);
    addRow<wire::Seconds>(tr("Completed and cancelled are kept"), m_keepCompleted, &TaskDefaults::keepCompleted,
                          into(m_keepCompleted), said);
    addRow<wire::Seconds>(tr("Dead are kept"), m_keepDead, &TaskDefaults::keepDead, into(m_keepDead), said);
}

template<typename Value>
void DefaultsDialog::addRow(const QString &name, QWidget *editor, std::optional<Value> TaskDefaults::*member,
                            const std::function<void(const std::optional<Value> &)> &show, const TaskDefaults &said)
{
    auto *set = new QCheckBox(tr("set"), this);
    set->setChecked((said.*member).has_value());
    addRow(name,
           {.set = set,
            .editor = editor,
            .origin = quietLabel({}, this),
            .show = [member, show](const TaskDefaults &shown) { show(shown.*member); },
            .isKnown = (m_behind.*member).has_value()});
    show(defaultsOver(said, m_behind).*member);
}

void DefaultsDialog::addRow(const QString &name, const Row &row)
{
    row.set->setAccessibleName(tr("Set: %1").arg(name));
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(row.set);
    line->addWidget(row.editor, 1);
    line->addWidget(row.origin);
    // Saying it or not moves nothing.
    int room = 0;
    for (const auto &text : {m_origin, tr("not limited")}) {
        row.origin->setText(text);
        room = std::max(room, row.origin->sizeHint().width());
    }
    row.origin->setMinimumWidth(room + kBesideTheOrigin);
    addFields(name, line);
    m_rows.append(row);
    connect(row.set, &QCheckBox::toggled, this, [this, row](bool isOn) {
        if (!isOn)
            row.show(m_behind);
        showState();
        if (isOn)
            row.editor->setFocus();
    });
}

bool DefaultsDialog::isSaid(Member member) const { return setBox(member)->isChecked(); }

QString DefaultsDialog::originOf(Member member) const { return m_rows[static_cast<int>(member)].origin->text(); }

TaskDefaults DefaultsDialog::defaults() const
{
    TaskDefaults all;
    all.others = m_before.others;
    if (isSaid(Member::Attempts))
        all.maxAttempts = m_attempts->value();
    if (isSaid(Member::Backoff))
        all.backoff = m_backoff->backoff();
    if (isSaid(Member::RetryFor))
        all.retryFor = m_retryFor->duration();
    if (isSaid(Member::Timeout))
        all.timeout = m_timeout->duration();
    if (isSaid(Member::Delivery))
        all.isAtMostOnce = m_delivery->currentData().toBool();
    if (isSaid(Member::NoRetry))
        all.noRetryFor = classesIn(m_noRetry->text());
    if (isSaid(Member::KeepCompleted))
        all.keepCompleted = m_keepCompleted->duration();
    if (isSaid(Member::KeepDead))
        all.keepDead = m_keepDead->duration();
    return all;
}

void DefaultsDialog::showState()
{
    for (const auto &row : std::as_const(m_rows)) {
        const bool isOn = row.set->isChecked();
        row.editor->setEnabled(isOn);
        row.origin->setText(isOn ? QString() : row.isKnown ? m_origin : tr("not limited"));
    }
    judge(fault(), tr("New values hold for the tasks that are there, too; what a task says itself goes first."));
}

QString DefaultsDialog::fault() const
{
    if (isSaid(Member::Backoff) && !m_backoff->backoff())
        return tr("Choose how a task rests after a failed attempt, or take the mark away.");
    if (!isSaid(Member::NoRetry))
        return {};
    const auto classes = classesIn(m_noRetry->text());
    if (classes.size() > kClassesMax)
        return tr("At most 100 error classes can be named.");
    const bool isLong = std::ranges::any_of(classes, [](const auto &name) { return name.size() > kClassCharactersMax; });
    return isLong ? tr("An error class has at most 200 characters.") : QString();
}

} // namespace conduit::ui
