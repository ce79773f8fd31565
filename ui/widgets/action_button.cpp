// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/action_button.h"

#include <QAction>
#include <QToolButton>

namespace conduit::ui {

QToolButton *actionButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

} // namespace conduit::ui
