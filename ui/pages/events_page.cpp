// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/events_page.h"

#include "ui/feeds/change_failure.h"
#include "ui/format/audit_words.h"
#include "ui/pages/event_exports.h"
#include "ui/pages/event_times.h"
#include "ui/pages/export_bar.h"
#include "ui/pages/operation_failures.h"
#include "ui/widgets/act_mark.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/tone_delegate.h"
#include "ui/widgets/wrapping_row.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

namespace {

constexpr auto kTypingRest = 250ms;
constexpr int kPageSide = 16;
constexpr int kFilterGap = 8;
constexpr int kBesideTheHint = 16; ///< The field's own margins.

/// Which tasks an operation was asked for, as a line of the filter language; empty for anything else, and when they were selected.
QString filterOf(const wire::AuditEntry &entry)
{
    const bool isStart = entry.kind == u"operation" && entry.counts && entry.verb != u"finish" && entry.verb != u"undo";
    return isStart && !entry.detail.endsWith(u" ids") ? entry.detail : QString();
}

} // namespace

EventsPage::EventsPage(client::Client &client, std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent),
      m_client(client),
      m_model(now),
      m_feed(client, m_model),
      m_failures(new OperationFailures(client, this)),
      m_times(new EventTimes(std::move(now), this)),
      m_exports(new EventExports(client, this))
{
    buildActions();
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 10);
    head->setSpacing(8);
    head->addWidget(titleLabel(tr("Events"), this));
    auto *acts = new WrappingRow(WrappingRow::At::End);
    for (auto *action : eventActions())
        acts->addWidget(actionButton(action, this));
    head->addLayout(acts, 1);
    buildFilter();
    auto *filter = new QVBoxLayout;
    filter->setContentsMargins(kPageSide, 0, kPageSide, 10);
    filter->setSpacing(kFilterGap);
    for (auto **line : {&m_filterAbove, &m_filterBelow}) {
        *line = new QHBoxLayout;
        (*line)->setSpacing(kFilterGap);
        filter->addLayout(*line);
    }
    m_filterAbove->addWidget(m_who, 2);
    m_filterAbove->addWidget(m_verb);
    m_filterAbove->addWidget(m_times->box());
    m_filterAbove->addWidget(m_target, 3);
    buildTable();
    m_list = new ListFrame(m_table,
                           {Glyph::Clock,
                            tr("Nothing has been done yet"),
                            tr("Whoever cancels, retries, pauses or changes something is named here."),
                            {}},
                           this);
    connect(m_list, &ListFrame::clearFilterRequested, this, &EventsPage::clearFilter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addLayout(filter);
    column->addWidget(m_times->fields());
    column->addWidget(m_list, 1);
    column->addWidget(m_failures);
    column->addWidget(m_exports->bar());
    connect(m_times, &EventTimes::changed, this, &EventsPage::applyFilter);
    connect(m_exports, &EventExports::said, this, &EventsPage::exported);
    connect(m_exports, &EventExports::refused, this, &EventsPage::refused);
    connect(m_failures, &OperationFailures::taskRequested, this, &EventsPage::taskRequested);
    connect(m_failures, &OperationFailures::said, this, &EventsPage::said);
    connect(m_failures, &OperationFailures::said, &m_feed, &AuditFeed::poll);
    connect(m_failures, &OperationFailures::refused, this, &EventsPage::refused);

    connect(&m_feed, &AuditFeed::loaded, this, [this] {
        m_refusal.clear();
        if (m_model.rowCount() > 0)
            m_table->setCurrentIndex(m_model.index(0, 0));
        showEmptiness();
        showActions();
    });
    connect(&m_feed, &AuditFeed::merged, this, [this] {
        m_model.refreshTimes();
        showEmptiness();
        showActions();
    });
    connect(&m_feed, &AuditFeed::failed, this, [this](const client::Failure &failure) {
        if (failure.isUnreachable())
            return;
        // Asked for again and again as long as there is nothing, and told once.
        const bool isNews = m_feed.isLoaded() || m_refusal != failure.message;
        m_refusal = failure.message;
        showEmptiness();
        if (isNews)
            Q_EMIT refused(failure.message);
    });
    showEmptiness();
    showActions();
}

void EventsPage::continueFrom(const EventsPage &before)
{
    m_who->setText(before.m_who->text());
    m_verb->setCurrentIndex(before.m_verb->currentIndex());
    m_target->setText(before.m_target->text());
    m_times->continueFrom(*before.m_times);
    m_exports->continueFrom(*before.m_exports);
    applyFilter();
}

void EventsPage::buildActions()
{
    const auto add = [this](const QString &id, Glyph glyph, const QString &text, const QString &keys) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setShortcut(QKeySequence(keys));
        action->setObjectName(id);
        return action;
    };
    m_show = add(u"event.show"_s, Glyph::Right, tr("Show what was changed"), u"Ctrl+Alt+W"_s);
    connect(m_show, &QAction::triggered, this, &EventsPage::showTarget);
    m_undo = add(u"event.undo"_s, Glyph::Refresh, tr("Undo this"), u"Ctrl+Alt+Z"_s);
    connect(m_undo, &QAction::triggered, this, &EventsPage::undo);
}

QList<QAction *> EventsPage::eventActions() const { return {m_show, m_undo, m_exports->action()}; }

void EventsPage::buildFilter()
{
    const auto edit = [this](const QString &hint) {
        auto *line = new QLineEdit(this);
        line->setPlaceholderText(hint);
        line->setAccessibleName(hint);
        line->setMaxLength(200);
        line->setClearButtonEnabled(true);
        connect(line, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
        connect(line, &QLineEdit::returnPressed, this, &EventsPage::applyFilter);
        return line;
    };
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingRest);
    connect(&m_typing, &QTimer::timeout, this, &EventsPage::applyFilter);
    m_who = edit(tr("Who: name, address"));
    m_target = edit(tr("To what: ID, queue, type, worker"));
    m_verb = new QComboBox(this);
    m_verb->setAccessibleName(tr("What was done"));
    m_verb->addItem(tr("Whatever was done"), QString());
    for (const QString &verb : auditVerbs())
        m_verb->addItem(auditVerbLabel(verb), verb);
    connect(m_verb, &QComboBox::currentIndexChanged, this, &EventsPage::applyFilter);
}

void EventsPage::buildTable()
{
    m_table = new QTableView(this);
    styleTable(*m_table, tr("Events"));
    m_table->setObjectName("events"_L1);
    m_table->setModel(&m_model);
    m_table->setItemDelegateForColumn(
        AuditModel::Outcome,
        new ToneDelegate([](const QModelIndex &index) { return actMark(index.data(AuditModel::StateRole).toString()); },
                         m_table));
    for (const auto &[column, width] : {std::pair {AuditModel::Time, 104},
                                        {AuditModel::Who, 168},
                                        {AuditModel::What, 214},
                                        {AuditModel::Target, 150},
                                        {AuditModel::Outcome, 246}})
        m_table->setColumnWidth(column, width);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions(eventActions());
    setFocusProxy(m_list);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &EventsPage::showActions);
    connect(m_table, &QAbstractItemView::activated, m_show, &QAction::trigger);
}

void EventsPage::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    m_failures->setOnline(isOnline);
    m_exports->setOnline(isOnline);
    showEmptiness();
    showActions();
}

void EventsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeFilter();
}

void EventsPage::placeFilter()
{
    const auto widthOf = [](const QLineEdit *edit) {
        return edit->fontMetrics().horizontalAdvance(edit->placeholderText()) + kBesideTheHint;
    };
    // The two share what the boxes leave as 2 to 3.
    const int edits = std::max(widthOf(m_who) * 5 / 2, widthOf(m_target) * 5 / 3);
    const int boxes = m_verb->sizeHint().width() + m_times->box()->sizeHint().width();
    const bool hasOneLine = edits + boxes + 3 * kFilterGap + 2 * kPageSide <= width();
    auto *line = hasOneLine ? m_filterAbove : m_filterBelow;
    if (line->indexOf(m_target) >= 0)
        return;
    line->addWidget(m_times->box());
    line->addWidget(m_target, 3);
}

void EventsPage::showEvent(QShowEvent *) { m_feed.setVisible(true); }

void EventsPage::hideEvent(QHideEvent *) { m_feed.setVisible(false); }

void EventsPage::clearFilter()
{
    m_who->clear();
    m_target->clear();
    {
        const QSignalBlocker once(m_verb);
        m_verb->setCurrentIndex(0);
        const QSignalBlocker still(m_times);
        m_times->choose(EventTimes::Span::Any);
    }
    applyFilter();
}

void EventsPage::applyFilter()
{
    m_typing.stop();
    wire::AuditQuery filter;
    filter.actor = m_who->text().trimmed();
    filter.target = m_target->text().trimmed();
    if (const QString verb = m_verb->currentData().toString(); !verb.isEmpty())
        filter.verbs = {verb};
    filter.since = m_times->since();
    filter.until = m_times->until();
    m_exports->setFilter(filter);
    m_feed.setFilter(filter);
}

bool EventsPage::isFiltered() const
{
    return !m_who->text().trimmed().isEmpty() || !m_target->text().trimmed().isEmpty() || m_verb->currentIndex() > 0
        || !m_times->isAny();
}

void EventsPage::showTarget()
{
    const wire::AuditEntry *entry = current();
    if (!entry)
        return;
    if (entry->kind == u"task")
        Q_EMIT taskRequested(entry->target);
    else if (entry->kind == u"type")
        Q_EMIT typeRequested(entry->target);
    else if (entry->kind == u"queue")
        Q_EMIT queueRequested(entry->target);
    else if (entry->kind == u"worker")
        Q_EMIT workerRequested(entry->target);
    else if (const QString filter = filterOf(*entry); !filter.isEmpty())
        Q_EMIT tasksRequested(filter);
}

void EventsPage::undo()
{
    const wire::AuditEntry *entry = current();
    if (!entry || !canUndo(*entry))
        return;
    m_client.undoOperation(entry->target, this, [this](const client::Result<wire::Operation> &answer) {
        if (answer)
            Q_EMIT said(tr("It is being undone."));
        else
            Q_EMIT refused(changeFailureText(answer.error()));
        m_feed.poll();
    });
}

void EventsPage::showActions()
{
    const wire::AuditEntry *entry = current();
    const QString none = entry ? QString() : tr("Choose an event first.");
    const bool leadsSomewhere = entry && (entry->kind == u"operation" ? !filterOf(*entry).isEmpty() : !entry->target.isEmpty());
    offer(*m_show,
          leadsSomewhere ? QString()
              : entry    ? tr("This was done to tasks that somebody had selected, or to everything.")
                         : none);
    const QString whyNoUndo = !m_isOnline ? brokerCannot()
        : entry && canUndo(*entry)        ? QString()
        : entry                           ? tr("Only work on many tasks that has ended can be undone here.")
                                          : none;
    offer(*m_undo, whyNoUndo);
    m_failures->showOf(entry);
}

void EventsPage::showEmptiness()
{
    m_list->setState({.rows = m_model.rowCount(),
                      .isOnline = m_isOnline,
                      .isLoaded = m_feed.isLoaded(),
                      .isFiltered = isFiltered(),
                      .refusal = m_refusal});
}

EmptyState *EventsPage::emptyState() const { return m_list->emptiness(); }

const wire::AuditEntry *EventsPage::current() const
{
    const int row = currentRow(m_table);
    return row < 0 ? nullptr : &m_model.entryAt(row);
}

} // namespace conduit::ui
