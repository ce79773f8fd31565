// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/locator_box.h"

#include "ui/format/task_words.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/text_size.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kRowHeight = 28; ///< With text as large as the desktop's.
constexpr int kRoomOfText = 10;
constexpr int kRowsShown = 12;
constexpr int kPopupWidth = 520;
constexpr int kIconSide = 15;
constexpr int kMargin = 10;

Glyph glyphOfKind(LocatorHit::Kind kind)
{
    switch (kind) {
    case LocatorHit::Kind::Page:
        return Glyph::Right;
    case LocatorHit::Kind::Action:
        return Glyph::Play;
    case LocatorHit::Kind::Type:
        return Glyph::Types;
    case LocatorHit::Kind::Queue:
        return Glyph::Queues;
    case LocatorHit::Kind::Worker:
        return Glyph::Workers;
    case LocatorHit::Kind::Task:
        return Glyph::Tasks;
    }
    Q_UNREACHABLE();
}

int rowHeight(const QFontMetrics &metrics) { return std::max(kRowHeight, metrics.height() + kRoomOfText); }

class HitDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, rowHeight(option.fontMetrics)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QString whyNot = index.data(LocatorModel::WhyNotRole).toString();
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        if (isCurrent)
            painter->fillRect(option.rect, option.palette.highlight());
        const QColor ink = isCurrent ? option.palette.color(QPalette::HighlightedText)
            : whyNot.isEmpty()       ? option.palette.color(QPalette::Text)
                                     : quietText(option.palette);
        const QColor quiet = isCurrent ? ink : quietText(option.palette);
        const QRect row = option.rect.adjusted(kMargin, 0, -kMargin, 0);
        const QRectF icon(row.left(), row.center().y() - kIconSide / 2.0, kIconSide, kIconSide);
        paintGlyph(*painter, placed(icon, row, *painter),
                   glyphOfKind(static_cast<LocatorHit::Kind>(index.data(LocatorModel::KindRole).toInt())), quiet);
        const QString detail = whyNot.isEmpty() ? index.data(LocatorModel::DetailRole).toString() : whyNot;
        const QRect texts = row.adjusted(kIconSide + kMargin, 0, 0, 0);
        const int wanted = option.fontMetrics.horizontalAdvance(detail) + 1;
        const int detailWidth = std::min(wanted, texts.width() * 3 / 5);
        painter->setFont(option.font);
        painter->setPen(quiet);
        painter->drawText(placed(texts, row, *painter), Qt::AlignVCenter | Qt::AlignRight,
                          option.fontMetrics.elidedText(detail, Qt::ElideRight, detailWidth));
        const QRect title = texts.adjusted(0, 0, -detailWidth - kMargin, 0);
        painter->setPen(ink);
        painter->drawText(placed(title, row, *painter), Qt::AlignVCenter | Qt::AlignLeft,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, title.width()));
    }
};

} // namespace

LocatorBox::LocatorBox(client::Client &client, std::function<QList<LocatorHit>()> things,
                       std::function<QList<wire::Task>(const QString &)> shownTasks, QWidget *parent)
    : QLineEdit(parent),
      m_things(std::move(things)),
      m_shownTasks(std::move(shownTasks)),
      m_feed(client),
      m_popup(new QFrame(parent)),
      m_list(new QListView(m_popup)),
      m_note(quietLabel({}, m_popup))
{
    setObjectName("locator"_L1);
    setAccessibleName(tr("Go to a page, action, task, type, queue or worker"));
    showKeys({});
    addAction(glyphIcon(Glyph::Lens), QLineEdit::LeadingPosition);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new HitDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("What fits"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_note->setContentsMargins(kMargin, 5, kMargin, 6);
    m_popup->setFrameShape(QFrame::Box);
    m_popup->setFrameShadow(QFrame::Plain);
    m_popup->setAutoFillBackground(true);
    m_popup->setBackgroundRole(QPalette::Base);
    m_popup->setFocusPolicy(Qt::NoFocus);
    auto *column = new QVBoxLayout(m_popup);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_list);
    column->addWidget(m_note);
    m_popup->hide();

    connect(this, &QLineEdit::textEdited, this, &LocatorBox::lookUp);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { chooseRow(index.row()); });
    connect(&m_feed, &LocatorFeed::found, this, &LocatorBox::showTasks);
    connect(&m_feed, &LocatorFeed::failed, this, [this](const client::Failure &failure) {
        m_isLookingUp = false;
        m_choosesFirstTask = false;
        m_note->setText(tr("Tasks cannot be looked up: %1").arg(failure.message));
        showList();
    });
    connect(&m_feed, &LocatorFeed::workersLoaded, this, [this](const QList<wire::Worker> &workers) {
        m_workers.clear();
        for (const wire::Worker &worker : workers)
            m_workers.append({LocatorHit::Kind::Worker, worker.name, worker.name, tr("Worker on %1").arg(worker.host)});
        refill();
    });
}

void LocatorBox::showKeys(const QKeySequence &keys)
{
    const QString name = tr("Go to…");
    const QString tip = tr("Pages, actions, types, queues, workers, and tasks by the beginning or the end of their ID");
    const QString said = keys.toString(QKeySequence::NativeText);
    setPlaceholderText(said.isEmpty() ? name : tr("%1 (%2)").arg(name, said));
    setPlainToolTip(this, said.isEmpty() ? tip : tr("%1 (%2)").arg(tip, said));
}

QString LocatorBox::note() const { return m_note->text(); }

void LocatorBox::open()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void LocatorBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return move(-1);
    case Qt::Key_Down:
        return move(1);
    case Qt::Key_PageUp:
        return move(-kRowsShown);
    case Qt::Key_PageDown:
        return move(kRowsShown);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return choose();
    case Qt::Key_Escape:
        return close();
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void LocatorBox::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (event->reason() == Qt::PopupFocusReason || event->reason() == Qt::ActiveWindowFocusReason)
        return;
    m_feed.loadWorkers();
    refill();
    lookUp(text());
}

void LocatorBox::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        m_popup->hide();
}

void LocatorBox::refill()
{
    m_model.setThings(m_things() + m_workers);
    if (m_popup->isVisible())
        showList();
}

void LocatorBox::lookUp(const QString &text)
{
    const auto query = LocatorQuery::from(text);
    m_model.setQuery(query);
    m_choosesFirstTask = false;
    m_digits = query.idDigits;
    m_isLookingUp = !m_digits.isEmpty();
    m_note->setText(m_isLookingUp ? tr("Looking for tasks whose ID begins or ends with %1…").arg(query.idDigits) : QString());
    if (m_isLookingUp)
        m_feed.findTasks(query.idDigits);
    else
        m_feed.forgetTasks();
    showList();
}

void LocatorBox::showTasks(const QList<wire::Task> &tasks)
{
    m_isLookingUp = false;
    QList<wire::Task> all = tasks;
    for (const wire::Task &shown : m_shownTasks(m_digits))
        if (std::none_of(tasks.begin(), tasks.end(), [&](const wire::Task &task) { return task.id == shown.id; }))
            all.append(shown);
    QList<LocatorHit> hits;
    for (const wire::Task &task : all)
        hits.append(
            {LocatorHit::Kind::Task, task.id, task.id, tr("%1, %2").arg(task.taskType.left(40), stateLabel(task.state))});
    m_model.setTasks(hits);
    m_note->setText(hits.isEmpty() ? tr("No task has an ID that begins or ends so.") : QString());
    showList();
    if (m_choosesFirstTask && !hits.isEmpty())
        chooseRow(0);
    m_choosesFirstTask = false;
}

void LocatorBox::showList()
{
    if (!hasFocus())
        return;
    if (m_model.rowCount() == 0 && m_note->text().isEmpty())
        m_note->setText(tr("Nothing fits. # finds tasks, > actions, t types, q queues, w workers."));
    m_note->setVisible(!m_note->text().isEmpty());
    const int rows = std::min(m_model.rowCount(), kRowsShown);
    m_list->setFixedHeight(rows * rowHeight(m_list->fontMetrics()));
    m_list->setVisible(rows > 0);
    auto *home = window();
    if (m_popup->parentWidget() != home)
        m_popup->setParent(home);
    const int width =
        std::min(std::max(kPopupWidth * textSize() / kTextSizeOfDesktop, this->width()), home->width() - 2 * kMargin);
    const QPoint below = mapTo(home, QPoint(this->width(), height() + 2));
    m_popup->setFixedWidth(width);
    m_popup->adjustSize();
    m_popup->QWidget::move(std::max(kMargin, below.x() - width), below.y());
    m_list->setCurrentIndex(m_model.index(0, 0));
    m_popup->show();
    m_popup->raise();
}

void LocatorBox::close()
{
    m_popup->hide();
    clear();
    m_feed.forgetTasks();
    Q_EMIT left();
}

void LocatorBox::move(int step)
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + step, 0, rows - 1);
    m_list->setCurrentIndex(m_model.index(row, 0));
}

void LocatorBox::choose()
{
    if (m_list->currentIndex().isValid())
        chooseRow(m_list->currentIndex().row());
    else
        m_choosesFirstTask = m_isLookingUp;
}

void LocatorBox::chooseRow(int row)
{
    const LocatorHit hit = m_model.hitAt(row);
    if (!hit.whyNot.isEmpty()) {
        m_note->setText(hit.whyNot);
        m_note->show();
        m_popup->adjustSize();
        return;
    }
    close();
    Q_EMIT chosen(hit);
}

} // namespace conduit::ui
