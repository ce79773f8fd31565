// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/shortcut_sheet.h"

#include "ui/frame/action_hub.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

enum Column { Keys, Action, Menu, ColumnCount };

} // namespace

ShortcutSheet::ShortcutSheet(const ActionHub &hub, QWidget *parent)
    : QDialog(parent), m_search(new QLineEdit(this)), m_table(new QTableWidget(0, ColumnCount, this))
{
    setWindowTitle(tr("Keyboard shortcuts"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the shortcuts"));
    styleTable(*m_table, tr("Shortcuts"));
    m_table->setHorizontalHeaderLabels({tr("Keys"), tr("Action"), tr("Menu")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setColumnWidth(Keys, 190);
    m_table->setColumnWidth(Action, 320);
    for (const ActionHub::Entry &entry : hub.entries()) {
        if (entry.action->shortcuts().isEmpty())
            continue;
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        const QString keys = QKeySequence::listToString(entry.action->shortcuts(), QKeySequence::NativeText);
        auto *item = new QTableWidgetItem(keys.split(u"; "_s).join(u", "_s));
        item->setData(Qt::AccessibleTextRole,
                      tr("%1: %2, in the menu %3").arg(item->text(), plainName(*entry.action), entry.menu));
        m_table->setItem(row, Keys, item);
        m_table->setItem(row, Action, new QTableWidgetItem(plainName(*entry.action)));
        m_table->setItem(row, Menu, new QTableWidgetItem(entry.menu));
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_search);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
    resize(700, 580);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutSheet::showMatching);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
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

} // namespace conduit::ui
