// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>

class QLineEdit;
class QTableWidget;

namespace conduit::ui {

class ActionHub;

/// Every shortcut of the window, as the actions have them.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutSheet(const ActionHub &hub, QWidget *parent = nullptr);

    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QLineEdit *search() const { return m_search; }

private:
    void showMatching(const QString &text);

    QLineEdit *m_search;
    QTableWidget *m_table;
};

} // namespace conduit::ui
