// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/glyphs.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <array>
#include <functional>
#include <optional>

class QAction;
class QMenu;
class QMenuBar;

namespace conduit::ui {

/// Every action of one window. An action that is registered here stands in the menu bar by that, is found by the locator, and is
/// printed on the sheet of shortcuts; it has one name, one shortcut and, while it cannot be done, a reason (see offer()).
class ActionHub final : public QObject
{
    Q_OBJECT
public:
    enum class Menu { File, Edit, View, Task, Queue, Worker, Window, Help };
    static constexpr std::size_t kMenus = 8;

    /// What a new action is like. `id` names it for ever and untranslated, such as `window.new`.
    struct Plan
    {
        QString id;
        QString text;
        QString keys = {}; ///< Such as `Ctrl+N`, or several with `; ` between them; empty for none.
        std::optional<Glyph> glyph = {};
    };

    /// Fills `bar` with the eight menus.
    explicit ActionHub(QMenuBar &bar);

    QAction *make(Menu menu, const Plan &plan, const std::function<void()> &act);
    /// Takes over what a page has made, as a section of its own.
    void add(Menu menu, const QList<QAction *> &actions);
    /// A line between what stands in the menu and what comes.
    void addLine(Menu menu);
    /// A menu inside of `menu`, for choices; its actions are registered with addChoice().
    [[nodiscard]] QMenu *addChoices(Menu menu, const QString &title);
    void addChoice(QMenu *choices, QAction *action);

    struct Entry
    {
        QAction *action;
        QString menu; ///< The menu's name, without mnemonic.
    };
    /// In the order of the menus.
    [[nodiscard]] QList<Entry> entries() const;
    /// Null when there is none.
    [[nodiscard]] QAction *action(const QString &id) const { return m_byId.value(id); }
    /// One sentence for each shortcut or id that two actions want, and for each action without an id. Keys that work only while a part of
    /// the window has the keyboard may be another's in another part.
    [[nodiscard]] QStringList conflicts() const;

private:
    void registerAction(Menu menu, QAction *action);
    [[nodiscard]] QMenu *menu(Menu menu) const { return m_menus.at(static_cast<std::size_t>(menu)); }

    std::array<QMenu *, kMenus> m_menus {};
    std::array<QList<QAction *>, kMenus> m_actions;
    QHash<QMenu *, Menu> m_choices;
    QHash<QString, QAction *> m_byId;
    QStringList m_conflicts;
};

} // namespace conduit::ui
