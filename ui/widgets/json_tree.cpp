// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/json_tree.h"

#include "ui/background.h"
#include "ui/models/base64_text.h"
#include "ui/models/whole_file.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"
#include "ui/widgets/status_palette.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr int kRowRoom = 6; ///< Above and below a line, together.
/// Names take no more of the width.
constexpr double kNamesPartMax = 0.5;
constexpr int kRoomBesideName = 6;

/// Each kind of value in its colour, as in the text.
class ValueDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, kRowRoom);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->font = monospaceFont();
        option->palette.setColor(QPalette::Text, inkOf(index, option->palette));
    }

private:
    static QColor inkOf(const QModelIndex &index, const QPalette &palette)
    {
        const auto kind = index.data(JsonTreeModel::KindRole);
        const bool isElement = index.data().toString().startsWith(u'[');
        if (index.column() == JsonTreeModel::Name)
            return !kind.isValid() || isElement ? quietText(palette) : toneColor(Tone::Running, palette);
        switch (static_cast<json::Kind>(kind.toInt())) {
        case json::Kind::String:
            return toneColor(Tone::Good, palette);
        case json::Kind::Number:
            return toneColor(Tone::Scheduled, palette);
        case json::Kind::Boolean:
        case json::Kind::Null:
            return toneColor(Tone::Retrying, palette);
        case json::Kind::Array:
        case json::Kind::Object:
            break;
        }
        return quietText(palette);
    }
};

/// Of a string's token, what it says; else the token.
QString textOf(const QByteArray &token)
{
    if (!token.startsWith('"'))
        return QString::fromUtf8(token);
    const auto document = json::Document::parse(token, 1);
    return document ? document->root().toString().value_or(QString()) : QString::fromUtf8(token);
}

/// What a file gets: the bytes that a text stands for when it is Base64, else the text.
QByteArray fileContent(const QByteArray &token)
{
    const auto text = textOf(token);
    auto base64 = token.startsWith('"') && !text.isEmpty() ? readBase64(text) : Base64Reading {{}, QStringLiteral("-")};
    return base64.fault.isEmpty() ? std::move(base64.bytes) : text.toUtf8();
}

} // namespace

JsonTree::JsonTree(const QString &accessibleName, QWidget *parent)
    : QWidget(parent), m_view(new QTreeView(this)), m_note(quietLabel({}, this)), m_menu(new QMenu(this))
{
    m_view->setModel(&m_model);
    m_view->setAccessibleName(accessibleName);
    m_view->setItemDelegate(new ValueDelegate(m_view));
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->header()->setStretchLastSection(true);
    m_view->installEventFilter(this);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_view, 1);
    column->addWidget(m_note);
    setFocusProxy(m_view);
    buildMenu();

    connect(&m_model, &JsonTreeModel::contentWanted, this, [this](const JsonTreeModel::Wanted &wanted) {
        inBackground(
            this, [wanted] { return wanted.content(); },
            [this, number = wanted.number](const JsonContent &content) { m_model.take(number, content); });
    });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &JsonTree::widenNames);
    connect(m_view, &QTreeView::expanded, this, &JsonTree::widenNames);
    connect(m_view, &QWidget::customContextMenuRequested, this, &JsonTree::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, m_note, &QWidget::hide);
}

void JsonTree::setJson(const QByteArray &json)
{
    if (json.constData() == m_model.json().constData() && json.size() == m_model.json().size())
        return;
    m_note->hide();
    m_model.setJson(json);
    m_model.fetchMore({});
    if (json.size() <= kOpenedBytesMax)
        openSmall({});
}

QString JsonTree::note() const { return m_note->text(); }

void JsonTree::openSmall(const QModelIndex &parent)
{
    m_model.fetchMore(parent);
    if (parent.isValid())
        m_view->expand(parent);
    for (int row = 0; row < m_model.rowCount(parent); ++row)
        if (const auto child = m_model.index(row, 0, parent); m_model.hasChildren(child))
            openSmall(child);
}

void JsonTree::widenNames()
{
    m_view->resizeColumnToContents(JsonTreeModel::Name);
    const int most =
        std::max(static_cast<int>(kNamesPartMax * m_view->width()), m_view->header()->sectionSizeHint(JsonTreeModel::Name));
    m_view->setColumnWidth(JsonTreeModel::Name, std::min(m_view->columnWidth(JsonTreeModel::Name) + kRoomBesideName, most));
}

void JsonTree::buildMenu()
{
    m_menu->setToolTipsVisible(true);
    const auto add = [this](Glyph glyph, const QString &text, const std::function<void()> &act) {
        auto *action = m_menu->addAction(glyphIcon(glyph), text);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    m_copyValue = add(Glyph::Copy, tr("Copy value"), [this, copy] { copy(QString::fromUtf8(m_model.tokenAt(current()))); });
    m_copyText = add(Glyph::Copy, tr("Copy text without quotation marks"), [this] { copyText(); });
    m_copyPath = add(Glyph::Copy, tr("Copy path"), [this, copy] { copy(m_model.pathAt(current())); });
    m_menu->addSeparator();
    m_filter = add(Glyph::Lens, tr("Filter by this value"),
                   [this] { Q_EMIT filterRequested(m_model.filterTermAt(current(), m_filterKey)); });
    m_menu->addSeparator();
    m_save = add(Glyph::File, tr("Save value…"), [this] { askWhereToSave(); });
    connect(m_menu, &QMenu::aboutToShow, this, &JsonTree::offerActs);
}

void JsonTree::offerActs()
{
    const auto item = m_model.itemAt(current());
    const auto whyNone = item && current().isValid() ? QString() : tr("Choose a value first.");
    for (auto *action : {m_copyValue, m_copyPath, m_save})
        offer(*action, whyNone);
    const bool isText = item && item->kind == json::Kind::String;
    offer(*m_copyText, !whyNone.isEmpty() ? whyNone : isText ? QString() : tr("This value is no text."));
    m_filter->setVisible(!m_filterKey.isEmpty());
    const bool canFilter = whyNone.isEmpty() && !m_model.filterTermAt(current(), m_filterKey).isEmpty();
    offer(*m_filter,
          !whyNone.isEmpty() ? whyNone
              : canFilter    ? QString()
                          : tr("Tasks can be filtered by numbers, words and short texts whose names hold no quotation marks."));
}

void JsonTree::showMenu(QPoint place)
{
    if (m_view->indexAt(place).isValid())
        m_menu->popup(m_view->viewport()->mapToGlobal(place));
}

QModelIndex JsonTree::current() const { return m_view->currentIndex().siblingAtColumn(JsonTreeModel::Name); }

void JsonTree::copyText()
{
    const auto token = m_model.tokenAt(current()).toByteArray();
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    if (token.size() <= JsonTreeModel::kBytesAtOnceMax)
        copy(textOf(token));
    else
        inBackground(this, [token] { return textOf(token); }, copy);
}

void JsonTree::askWhereToSave()
{
    auto *dialog = new QFileDialog(this, tr("Save value"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &JsonTree::saveTo);
    dialog->open();
}

void JsonTree::saveTo(const QString &path)
{
    const auto write = [token = m_model.tokenAt(current()).toByteArray(), path] {
        return writeWhole(path, fileContent(token));
    };
    inBackground(this, write, [this, path](const QString &fault) {
        m_note->setText(fault.isEmpty() ? tr("Saved to %1").arg(path) : tr("Not saved: %1").arg(fault));
        m_note->show();
    });
}

/// The view itself would copy what it shows, which may be the beginning only.
bool JsonTree::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        widenNames();
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!isKey || !static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy))
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride)
        event->accept();
    else if (m_model.itemAt(current()))
        m_copyValue->trigger();
    return true;
}

} // namespace conduit::ui
