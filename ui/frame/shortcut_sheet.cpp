// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/shortcut_sheet.h"

#include "ui/frame/action_hub.h"
#include "ui/frame/key_choices.h"
#include "ui/widgets/key_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

// For texts that are larger than usual.
constexpr int kWidthInCharacters = 78;
constexpr int kKeysInCharacters = 22;
constexpr int kActionInCharacters = 34;

enum Column { Keys, Action, Menu, ColumnCount };

QString keysOf(const QAction &action)
{
    const QString keys = QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText);
    return keys.split(u"; "_s).join(u", "_s);
}

QPushButton *button(const QString &text, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setAutoDefault(false); // Return is a key like others here.
    return made;
}

} // namespace

ShortcutSheet::ShortcutSheet(const ActionHub &hub, KeyChoices &keys, QWidget *parent)
    : QDialog(parent),
      m_hub(hub),
      m_keys(keys),
      m_search(new QLineEdit(this)),
      m_table(new QTableWidget(0, ColumnCount, this)),
      m_name(headingLabel({}, this)),
      m_field(new KeyField(this)),
      m_note(quietLabel({}, this)),
      m_use(button(tr("Use these keys"), this)),
      m_none(button(tr("No keys"), this)),
      m_reset(button(tr("Reset"), this)),
      m_resetAll(button(tr("Reset all"), this))
{
    setWindowTitle(tr("Keyboard shortcuts"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the shortcuts"));
    buildTable();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    buttons->addButton(m_resetAll, QDialogButtonBox::ResetRole);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_search);
    column->addWidget(m_table, 1);
    column->addWidget(changer());
    column->addWidget(buttons);
    resize(std::max(700, fontMetrics().averageCharWidth() * kWidthInCharacters), 600);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutSheet::showMatching);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_table, &QTableWidget::currentCellChanged, this, &ShortcutSheet::showAction);
    connect(m_table, &QTableWidget::cellActivated, this, [this] { m_field->setFocus(Qt::OtherFocusReason); });
    connect(m_field, &KeyField::keysPressed, this, &ShortcutSheet::judge);
    connect(m_use, &QPushButton::clicked, this, [this] { use(m_field->keys()); });
    connect(m_none, &QPushButton::clicked, this, [this] { use({}); });
    connect(m_reset, &QPushButton::clicked, this, [this] { m_keys.reset(currentId()); });
    connect(m_resetAll, &QPushButton::clicked, this, [this] { m_keys.resetAll(); });
    connect(&m_keys, &KeyChoices::changed, this, &ShortcutSheet::showKeys);
    showKeys();
}

void ShortcutSheet::buildTable()
{
    styleTable(*m_table, tr("Shortcuts"));
    m_table->setHorizontalHeaderLabels({tr("Keys"), tr("Action"), tr("Menu")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(Keys, std::max(190, character * kKeysInCharacters));
    m_table->setColumnWidth(Action, std::max(320, character * kActionInCharacters));
    QList<ActionHub::Entry> entries = m_hub.entries();
    // Those that have keys first: the sheet is read more often than it is changed.
    std::stable_partition(entries.begin(), entries.end(),
                          [](const ActionHub::Entry &entry) { return !entry.action->shortcuts().isEmpty(); });
    m_table->setRowCount(static_cast<int>(entries.size()));
    int row = 0;
    for (const ActionHub::Entry &entry : std::as_const(entries)) {
        auto *keys = new QTableWidgetItem;
        keys->setData(Qt::UserRole, entry.action->objectName());
        m_table->setItem(row, Keys, keys);
        m_table->setItem(row, Action, new QTableWidgetItem(plainName(*entry.action)));
        m_table->setItem(row++, Menu, new QTableWidgetItem(entry.menu));
    }
}

QWidget *ShortcutSheet::changer()
{
    m_field->setPlaceholderText(tr("Press new keys"));
    m_field->setAccessibleName(tr("New keys"));
    m_note->setWordWrap(true);
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_field, 1);
    row->addWidget(m_use);
    row->addWidget(m_none);
    row->addWidget(m_reset);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_name);
    column->addLayout(row);
    column->addWidget(m_note);
    return box;
}

void ShortcutSheet::showKeys()
{
    bool isAnyChosen = false;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        auto *item = m_table->item(row, Keys);
        const QString id = item->data(Qt::UserRole).toString();
        const QAction &action = *m_hub.action(id);
        const bool isChosen = m_keys.isChosen(id);
        isAnyChosen = isAnyChosen || isChosen;
        QFont font = m_table->font();
        font.setBold(isChosen);
        item->setFont(font);
        item->setText(keysOf(action));
        const QString keys = item->text().isEmpty() ? tr("no keys") : item->text();
        const QString menu = m_table->item(row, Menu)->text();
        item->setData(Qt::AccessibleTextRole,
                      isChosen ? tr("%1, chosen by you: %2, in the menu %3").arg(keys, plainName(action), menu)
                               : tr("%1: %2, in the menu %3").arg(keys, plainName(action), menu));
    }
    offer(*m_resetAll, isAnyChosen ? QString() : tr("All keys are as the console comes."));
    showAction();
}

void ShortcutSheet::showMatching(const QString &text)
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        bool fits = false;
        for (int column = 0; column < ColumnCount; ++column)
            fits = fits || m_table->item(row, column)->text().contains(text, Qt::CaseInsensitive);
        m_table->setRowHidden(row, !fits);
    }
}

QString ShortcutSheet::currentId() const
{
    const auto *item = m_table->item(m_table->currentRow(), Keys);
    return item ? item->data(Qt::UserRole).toString() : QString();
}

QString ShortcutSheet::note() const { return m_note->text(); }

void ShortcutSheet::choose(const QString &id)
{
    for (int row = 0; row < m_table->rowCount(); ++row)
        if (m_table->item(row, Keys)->data(Qt::UserRole).toString() == id)
            m_table->setCurrentCell(row, Keys);
    m_field->setFocus(Qt::OtherFocusReason);
}

void ShortcutSheet::showAction()
{
    const QString id = currentId();
    const QAction *action = m_hub.action(id);
    m_name->setText(action ? plainName(*action) : tr("Choose an action to change its keys."));
    m_field->setKeys({});
    m_field->setEnabled(action);
    const QString none = action ? QString() : tr("Choose an action first.");
    offer(*m_none, action && action->shortcuts().isEmpty() ? tr("It has no keys.") : none);
    offer(*m_reset, action && !m_keys.isChosen(id) ? tr("Its keys are as the console comes.") : none);
    judge({});
}

void ShortcutSheet::judge(const QKeySequence &keys)
{
    const QString id = currentId();
    const QString fault = m_keys.fault(id, keys);
    const QAction *owner = keys.isEmpty() ? nullptr : m_keys.owner(keys, id);
    offer(*m_use, keys.isEmpty() ? tr("Press new keys first.") : fault);
    m_use->setText(owner ? tr("Use them here instead") : tr("Use these keys"));
    m_note->setText(keys.isEmpty() ? tr("New keys take the place of all that the action has, at once and in all windows.")
                        : !fault.isEmpty() ? fault
                        : owner ? tr("%1 stands for “%2” now.").arg(keys.toString(QKeySequence::NativeText), plainName(*owner))
                                : tr("%1 is free.").arg(keys.toString(QKeySequence::NativeText)));
    m_field->setAccessibleDescription(m_note->text());
}

void ShortcutSheet::use(const QKeySequence &keys)
{
    m_keys.choose(currentId(), keys);
    m_table->setFocus(Qt::OtherFocusReason);
}

} // namespace conduit::ui
