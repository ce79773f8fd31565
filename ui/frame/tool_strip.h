// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>
#include <QToolBar>

namespace conduit::ui {

class ActionHub;

/// What stands on a tool bar. The names and tips of its buttons stay, whatever it is.
enum class ToolWords {
    Beside, ///< The pictograms, where there is room.
    None
};

/// The tool bar: what people do all day, with words beside the pictograms, and the locator at its end. Nothing on it destroys.
class ToolStrip final : public QToolBar
{
    Q_OBJECT
public:
    /// `ids` are of actions; an empty one is a line.
    ToolStrip(const ActionHub &hub, const QStringList &ids, QWidget *locator, QWidget *parent = nullptr);

    /// Puts `widget` in front of everything.
    void addFirst(QWidget *widget);
    /// Only pictograms, for there is no room for more.
    void setNarrow(bool isNarrow);

private:
    friend void applyToolWords(ToolWords words);
    void showWords();

    bool m_isNarrow = false;
};

/// What every tool bar of the application shows, at once, and those that are made later.
void applyToolWords(ToolWords words);
[[nodiscard]] ToolWords toolWords();

} // namespace conduit::ui
