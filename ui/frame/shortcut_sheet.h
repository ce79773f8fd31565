// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDialog>
#include <QKeySequence>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace conduit::ui {

class ActionHub;
class KeyChoices;
class KeyField;

/// Every action of the window with its keys, and where they are changed. What is changed holds at once.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT
public:
    /// Both outlive it.
    ShortcutSheet(const ActionHub &hub, KeyChoices &keys, QWidget *parent = nullptr);

    [[nodiscard]] QTableWidget *table() const { return m_table; }
    [[nodiscard]] QLineEdit *search() const { return m_search; }
    [[nodiscard]] KeyField *keyField() const { return m_field; }
    /// What it says about the keys that were pressed.
    [[nodiscard]] QString note() const;
    /// Goes to the action, to change its keys.
    void choose(const QString &id);

private:
    void buildTable();
    [[nodiscard]] QWidget *changer();
    void showKeys();
    void showMatching(const QString &text);
    void showAction();
    void judge(const QKeySequence &keys);
    void use(const QKeySequence &keys);
    [[nodiscard]] QString currentId() const;

    const ActionHub &m_hub;
    KeyChoices &m_keys;
    QLineEdit *m_search;
    QTableWidget *m_table;
    QLabel *m_name;
    KeyField *m_field;
    QLabel *m_note;
    QPushButton *m_use;
    QPushButton *m_none;
    QPushButton *m_reset;
    QPushButton *m_resetAll;
};

} // namespace conduit::ui
