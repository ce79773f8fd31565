// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_facets.h"

#include "ui/format/time_format.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/theme.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kClosedKey = "tasks/closed_sections"_L1;
constexpr int kRowHeight = 24;
constexpr int kIndent = 12;
constexpr int kMargin = 8;
constexpr int kGlyphSide = 13;
constexpr int kGap = 6;

} // namespace

/// Paints a value with its count at the right; what is chosen has the accent's colour and a mark at its left edge.
class TaskFacets::Delegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setDimmed(bool isDimmed) { m_isDimmed = isDimmed; }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, qMax(kRowHeight, option.fontMetrics.height() + 8)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        paintGround(*painter, option, index);
        auto room = option.rect.adjusted(index.parent().isValid() ? 0 : 2, 0, -kMargin, 0);
        const auto ink = inkOf(option, index);
        if (index.parent().isValid() && index.parent().row() == FacetModel::State) {
            const auto state = index.data(FacetModel::ValueRole).toString();
            const QRectF place(room.left(), room.center().y() - kGlyphSide / 2.0 + 0.5, kGlyphSide, kGlyphSide);
            paintGlyph(*painter, place, glyphOf(state), m_isDimmed ? ink : toneColor(toneOf(state), option.palette));
            room.adjust(kGlyphSide + kGap, 0, 0, 0);
        }
        const auto count = index.data(FacetModel::CountTextRole).toString();
        painter->setPen(quietText(option.palette));
        painter->setFont(option.font);
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight, count);
        auto font = option.font;
        font.setBold(!index.parent().isValid() || index.data(FacetModel::IsChosenRole).toBool());
        painter->setFont(font);
        painter->setPen(ink);
        room.adjust(0, 0, -(option.fontMetrics.horizontalAdvance(count) + kGap), 0);
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, room.width()));
        painter->restore();
    }

private:
    [[nodiscard]] QColor inkOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        const bool standsBack = m_isDimmed || index.data(FacetModel::CountTextRole).toString() == u"0"
            || (index.parent().isValid() && !index.flags().testFlag(Qt::ItemIsEnabled));
        return standsBack ? quietText(option.palette) : option.palette.color(QPalette::WindowText);
    }

    static void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
    {
        const auto accent = option.palette.color(QPalette::Highlight);
        const QRectF row(0, option.rect.top(), option.rect.right() + 1, option.rect.height());
        auto fill = accent;
        const bool isChosen = index.data(FacetModel::IsChosenRole).toBool();
        const bool isUnderMouse = option.state.testFlag(QStyle::State_MouseOver) && index.parent().isValid();
        fill.setAlphaF(isChosen ? 0.16F : isUnderMouse ? 0.07F : 0.0F);
        painter.fillRect(row, fill);
        if (isChosen)
            painter.fillRect(QRectF(row.topLeft(), QSizeF(3, row.height())), accent);
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter.setPen(QPen(accent, isHighContrast() ? 2 : 1));
            painter.drawRect(row.adjusted(0.5, 0.5, -0.5, -0.5));
        }
    }

    bool m_isDimmed = false;
};

TaskFacets::TaskFacets(client::Client &client, std::function<QDateTime()> now, QSettings &settings, QWidget *parent)
    : QWidget(parent),
      m_now(std::move(now)),
      m_feed(client),
      m_settings(settings),
      m_tree(new QTreeView(this)),
      m_delegate(new Delegate(m_tree))
{
    setFixedWidth(kWidth);
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setAccessibleName(tr("What the tasks can be narrowed to"));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(kIndent);
    m_tree->setUniformRowHeights(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setSelectionMode(QAbstractItemView::NoSelection);
    m_tree->setMouseTracking(true);
    // Whoever clicks goes on with the keys in the list.
    m_tree->setFocusPolicy(Qt::TabFocus);
    m_tree->viewport()->setBackgroundRole(QPalette::Window);
    m_tree->installEventFilter(this);
    setFocusProxy(m_tree);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, 4, 0, 4);
    column->addWidget(m_tree);
    restoreSections();
    noteTime();

    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        const bool isValue = index.parent().isValid();
        choose(index, QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier));
        if (isValue)
            Q_EMIT left();
    });
    connect(m_tree, &QTreeView::expanded, this, &TaskFacets::countLines);
    connect(m_tree, &QTreeView::collapsed, this, &TaskFacets::countLines);
    connect(&m_feed, &FacetFeed::counted, this, &TaskFacets::counted);
    connect(&m_feed, &FacetFeed::counted, this,
            [this](const QString &key, const wire::FacetValues &values, bool isExact, bool isOtherFilter) {
                for (const auto facet : FacetModel::kCounted)
                    if (FacetModel::keyOf(facet) == key)
                        m_model.setCounts(facet, values.values, values.others, isExact, isOtherFilter);
            });
    connect(&m_feed, &FacetFeed::lineCounted, &m_model, &FacetModel::setLineCount);
}

/// The tree speaks of the model, which goes before children do.
TaskFacets::~TaskFacets() { delete m_tree; }

void TaskFacets::setLine(const QString &line)
{
    m_model.setLine(line);
    m_feed.setLine(line, countedLines());
}

void TaskFacets::setSaved(const QList<SavedFilter> &filters)
{
    m_saved = filters;
    m_model.setSaved(filters);
    countLines();
}

void TaskFacets::setOnline(bool isOnline)
{
    m_delegate->setDimmed(!isOnline);
    m_tree->viewport()->update();
    if (isOnline)
        m_feed.reload();
}

void TaskFacets::saveSettings() const
{
    QStringList closed;
    for (int facet = 0; facet < FacetModel::kFacetCount; ++facet)
        if (!m_tree->isExpanded(m_model.index(facet, 0)))
            closed.append(FacetModel::keyOf(static_cast<FacetModel::Facet>(facet)));
    m_settings.setValue(kClosedKey, closed);
}

void TaskFacets::showEvent(QShowEvent *) { m_feed.setVisible(true); }

void TaskFacets::hideEvent(QHideEvent *) { m_feed.setVisible(false); }

bool TaskFacets::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter && key->key() != Qt::Key_Space)
        return QWidget::eventFilter(watched, event);
    choose(m_tree->currentIndex(), key->modifiers().testFlag(Qt::ControlModifier));
    return true;
}

void TaskFacets::choose(const QModelIndex &index, bool adds)
{
    if (!index.flags().testFlag(Qt::ItemIsEnabled))
        return;
    if (!index.parent().isValid()) {
        m_tree->setExpanded(index, !m_tree->isExpanded(index));
        return;
    }
    const auto line = m_model.lineAfter(index, adds);
    if (index.parent().row() == FacetModel::Saved && !line.isEmpty())
        Q_EMIT savedChosen(m_saved.at(index.row()));
    else
        Q_EMIT lineChosen(line);
}

void TaskFacets::restoreSections()
{
    const QStringList first {FacetModel::keyOf(FacetModel::Time), FacetModel::keyOf(FacetModel::Saved)};
    const auto closed = m_settings.value(kClosedKey, first).toStringList();
    for (int facet = 0; facet < FacetModel::kFacetCount; ++facet)
        m_tree->setExpanded(m_model.index(facet, 0),
                            !closed.contains(FacetModel::keyOf(static_cast<FacetModel::Facet>(facet))));
}

QStringList TaskFacets::countedLines() const
{
    QStringList lines;
    for (const auto facet : {FacetModel::Time, FacetModel::Saved})
        if (m_tree->isExpanded(m_model.facetIndex(facet)))
            lines += m_model.linesOf(facet);
    return lines;
}

void TaskFacets::noteTime()
{
    const auto today = TimeFormat::ours().placed(m_now()).date();
    if (today == m_today)
        return;
    m_today = today;
    m_model.setToday(today);
    countLines();
}

} // namespace conduit::ui
