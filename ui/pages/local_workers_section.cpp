// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/local_workers_section.h"

#include "ui/pages/local_worker_acts.h"
#include "ui/pages/pool_acts.h"
#include "ui/pages/rows_or_words.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/list_frame.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/tone_delegate.h"
#include "ui/widgets/whole_height.h"
#include "ui/widgets/wrapping_row.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kRoomBelowRows = 6;
constexpr int kIndentSpaces = 6;
/// Lines of stderr beside a process that crashes in a loop; the log below has the rest.
constexpr qsizetype kLastWordsMax = 5;

ToneDelegate::Mark markOf(LocalWorkerProcess::State state)
{
    switch (state) {
    case LocalWorkerProcess::State::Starting:
        return {Glyph::Arrow, Tone::Retrying};
    case LocalWorkerProcess::State::Running:
        return {Glyph::Triangle, Tone::Good};
    case LocalWorkerProcess::State::Stopping:
        return {Glyph::Clock, Tone::Retrying};
    case LocalWorkerProcess::State::Stopped:
        return {Glyph::Circle, Tone::Cancelled};
    case LocalWorkerProcess::State::CrashLooping:
        return {Glyph::Cross, Tone::Bad};
    }
    Q_UNREACHABLE();
}

/// Pools stand out, and their processes stand below them.
class NameDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->font.setBold(index.data(LocalWorkerModel::IsPoolRole).toBool());
        if (index.data(LocalWorkerModel::IsInPoolRole).toBool())
            option->text.prepend(QString(kIndentSpaces, u' '));
    }
};

} // namespace

LocalWorkersSection::LocalWorkersSection(LocalWorkers &local, std::function<QDateTime()> now, QWidget *parent)
    : QWidget(parent),
      m_local(local),
      m_model(std::move(now)),
      m_table(new QTableView(this)),
      m_emptiness(new EmptyState(this)),
      m_rows(new RowsOrWords(m_table, m_emptiness, this)),
      m_crash(new MessageBar(this)),
      m_acts(new LocalWorkerActs(local, m_model, *m_table, this)),
      m_poolActs(new PoolActs(local, m_model, *m_table, this))
{
    buildTable();
    m_emptiness->setObjectName("local"_L1);
    m_emptiness->setContent(
        Glyph::Workers, tr("No worker runs here"),
        tr("Tasks wait until a worker takes them. Start one on this computer, or attach one from elsewhere."),
        tr("Start a worker"));
    connect(m_emptiness, &EmptyState::actionTriggered, this, [this] { m_local.setCount(1); });
    connect(m_crash, &MessageBar::actionTriggered, this, &LocalWorkersSection::startCrashed);
    connect(m_acts, &LocalWorkerActs::said, this, &LocalWorkersSection::said);
    connect(m_poolActs, &PoolActs::said, this, &LocalWorkersSection::said);
    connect(m_poolActs, &PoolActs::refused, this, &LocalWorkersSection::refused);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_crash);
    column->addWidget(m_rows, 1);
    keepWholeHeight(*this);
    connect(&m_local, &LocalWorkers::changed, this, &LocalWorkersSection::showProcesses);
    showProcesses();
}

bool LocalWorkersSection::has(const QString &worker) const
{
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (const auto *process = m_model.processAt(row); process && process->name == worker)
            return true;
    return false;
}

const LocalWorkerProcess *LocalWorkersSection::current() const
{
    const int row = currentRow(m_table);
    return row < 0 ? nullptr : m_model.processAt(row);
}

QList<QAction *> LocalWorkersSection::actions() const { return m_acts->actions() + m_poolActs->actions(); }

int LocalWorkersSection::heightOfRows() const
{
    if (m_model.rowCount() == 0)
        return 0;
    const int rows = m_model.rowCount() * m_table->verticalHeader()->defaultSectionSize();
    const int around = minimumSizeHint().height() - RowsOrWords::kHeightMin;
    return around + m_table->horizontalHeader()->sizeHint().height() + rows + kRoomBelowRows;
}

QWidget *LocalWorkersSection::named(QLabel *name, QSpinBox *box)
{
    auto *pair = new QWidget(box->parentWidget());
    auto *row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(name);
    row->addWidget(box);
    return pair;
}

QWidget *LocalWorkersSection::buildHead()
{
    auto *head = new QWidget(this);
    m_count = new QSpinBox(head);
    m_count->setRange(0, LocalWorkers::kCountMax);
    m_count->setAccessibleName(tr("Number of local worker processes"));
    m_concurrency = new QSpinBox(head);
    m_concurrency->setRange(1, LocalWorkers::kConcurrencyMax);
    m_concurrency->setAccessibleName(tr("Tasks at a time in each process"));
    for (auto *box : {m_count, m_concurrency})
        box->setKeyboardTracking(false);
    for (auto *box : {m_count, m_concurrency})
        connect(box, &QSpinBox::valueChanged, this, &LocalWorkersSection::scale);
    auto *pools = new QToolButton(head);
    pools->setText(tr("Pools"));
    pools->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(pools);
    menu->addActions(m_poolActs->actions());
    pools->setMenu(menu);
    m_whose = quietLabel(tr("Processes"), head);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 16, 6);
    row->setSpacing(8);
    auto *numbers = new WrappingRow(WrappingRow::At::Start);
    numbers->setSpacing(16);
    numbers->addWidget(headingLabel(tr("On this computer"), head));
    numbers->addWidget(named(m_whose, m_count));
    numbers->addWidget(named(quietLabel(tr("Tasks at a time"), head), m_concurrency));
    row->addLayout(numbers);
    auto *acts = new WrappingRow(WrappingRow::At::End);
    for (auto *action : m_acts->frequent())
        acts->addWidget(actionButton(action, head));
    acts->addWidget(pools);
    row->addLayout(acts, 1);
    return head;
}

void LocalWorkersSection::buildTable()
{
    styleTable(*m_table, tr("Local worker processes"));
    m_sorted.setSourceModel(&m_model);
    sortByHeader(*m_table, m_sorted);
    const auto mark = [](const QModelIndex &index) {
        return markOf(static_cast<LocalWorkerProcess::State>(index.data(LocalWorkerModel::ProcessStateRole).toInt()));
    };
    m_table->setItemDelegateForColumn(LocalWorkerModel::Name, new NameDelegate(m_table));
    m_table->setItemDelegateForColumn(LocalWorkerModel::State, new ToneDelegate(mark, m_table));
    for (const auto &[column, width] : {std::pair {LocalWorkerModel::Name, 160},
                                        {LocalWorkerModel::State, 130},
                                        {LocalWorkerModel::Running, 80},
                                        {LocalWorkerModel::Cpu, 60},
                                        {LocalWorkerModel::Memory, 90},
                                        {LocalWorkerModel::Pid, 80},
                                        {LocalWorkerModel::Up, 100},
                                        {LocalWorkerModel::Restarts, 80}})
        m_table->setColumnWidth(column, width);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions(actions());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showPool();
        Q_EMIT currentChanged();
    });
    auto *peek = new QShortcut(QKeySequence(Qt::Key_Space), m_table);
    peek->setContext(Qt::WidgetShortcut);
    connect(peek, &QShortcut::activated, this, &LocalWorkersSection::logRequested);
}

void LocalWorkersSection::showProcesses()
{
    const auto *before = current();
    const auto number = before ? before->number : 0;
    const auto pools = m_local.pools();
    m_model.setProcesses(m_local.processes(), pools);
    // Sorted across pools they would not stand with their own any more.
    m_table->horizontalHeader()->setSectionsClickable(pools.size() <= 1);
    if (pools.size() > 1)
        m_sorted.sort(-1);
    m_rows->showRows(m_model.rowCount() > 0);
    if (m_model.rowCount() > 0 && !m_table->currentIndex().isValid())
        setCurrentRow(*m_table, std::max(firstProcess(), m_model.rowOf(number)));
    showPool();
    showCrash();
    Q_EMIT currentChanged();
}

/// Its log is there to be read then.
int LocalWorkersSection::firstProcess() const
{
    for (int row = 0; row < m_model.rowCount(); ++row)
        if (m_model.processAt(row))
            return row;
    return 0;
}

void LocalWorkersSection::showPool()
{
    const auto pool = m_poolActs->current();
    const bool hasOthers = m_local.pools().size() > 1;
    m_whose->setText(hasOthers ? tr("Processes of %1").arg(pool.definition.name) : tr("Processes"));
    for (auto [box, value] : {std::pair {m_count, pool.definition.processes}, {m_concurrency, pool.definition.concurrency}}) {
        const QSignalBlocker quiet(box);
        if (!box->hasFocus() || box->value() != value)
            box->setValue(value);
    }
    m_acts->showPossible();
    m_poolActs->showPossible();
}

void LocalWorkersSection::scale()
{
    auto pool = m_poolActs->current();
    if (pool.number == 0) {
        if (m_count->value() != pool.definition.processes)
            m_local.setCount(m_count->value());
        if (m_concurrency->value() != pool.definition.concurrency)
            m_local.setConcurrency(m_concurrency->value());
        return;
    }
    pool.definition.processes = m_count->value();
    pool.definition.concurrency = m_concurrency->value();
    if (const QString fault = m_local.changePool(pool.number, pool.definition); !fault.isEmpty())
        Q_EMIT refused(fault);
}

/// The first one that crashes in a loop, with its last words: whoever starts it again should know what to mend.
void LocalWorkersSection::showCrash()
{
    const auto processes = m_local.processes();
    const auto crashed = std::ranges::find(processes, LocalWorkerProcess::State::CrashLooping, &LocalWorkerProcess::state);
    if (crashed == processes.end())
        return m_crash->clear();
    m_crashedPool = crashed->pool;
    auto lines = crashed->lastExit.split(u'\n');
    const auto cause = lines.takeFirst();
    QString text = tr("%1 ended too often and is not started again by itself: %2").arg(crashed->name, cause);
    for (const auto &line : lines.last(std::min<qsizetype>(kLastWordsMax, lines.size())))
        text += u'\n' + line;
    m_crash->showMessage(Tone::Bad, text, tr("Start again"));
}

/// Those of a pool run the same program, so whoever has mended one has mended all.
void LocalWorkersSection::startCrashed()
{
    for (const auto &process : m_local.processes())
        if (process.pool == m_crashedPool && process.state == LocalWorkerProcess::State::CrashLooping)
            m_local.start(process.number);
}

} // namespace conduit::ui
