// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>
#include <QToolBar>

namespace conduit::ui {

class ActionHub;

/// The tool bar: what people do all day, with words beside the pictograms, and the locator at its end. Nothing on it destroys.
class ToolStrip final : public QToolBar
{
    Q_OBJECT
public:
    /// `ids` are of actions; an empty one is a line.
    ToolStrip(const ActionHub &hub, const QStringList &ids, QWidget *locator, QWidget *parent = nullptr);

    /// Puts `widget` in front of everything.
    void addFirst(QWidget *widget);
    /// Only pictograms.
    void setNarrow(bool isNarrow);
};

} // namespace conduit::ui
