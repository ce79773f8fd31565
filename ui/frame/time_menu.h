// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QToolButton>

class QMenu;
class QSettings;

namespace conduit::ui {

class ActionHub;

/// View ▸ Times: how moments are written.
[[nodiscard]] QMenu *addTimeMenu(ActionHub &hub, QSettings &settings);

/// Says in the status bar how moments are written, and offers the other ways.
class TimeButton final : public QToolButton
{
    Q_OBJECT
public:
    /// `choices` is the menu of addTimeMenu().
    explicit TimeButton(QMenu *choices, QWidget *parent = nullptr);

private:
    void showChoice();
};

} // namespace conduit::ui
