// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/template_store.h"

#include <QInputDialog>
#include <QPointer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QToolButton;

namespace conduit::ui {

/// The templates of one type, a button each that fills the form in; its menu deletes. Hidden while there are none.
class TemplateBar final : public QWidget
{
    Q_OBJECT
public:
    /// Further ones stand in a menu.
    static constexpr int kButtonsMax = 5;

    explicit TemplateBar(TemplateStore &store, QWidget *parent = nullptr);

    void showType(const QString &type);
    /// Asks for the name under which to save `task`.
    void askForName(const wire::NewTask &task);

    [[nodiscard]] QInputDialog *nameDialog() const { return m_nameDialog; }
    [[nodiscard]] QList<QToolButton *> buttons() const;

Q_SIGNALS:
    void chosen(const conduit::ui::TaskTemplate &saved);
    void removed(const conduit::ui::TaskTemplate &saved);

private:
    void refill();
    [[nodiscard]] QToolButton *buttonFor(const TaskTemplate &saved);
    [[nodiscard]] QToolButton *buttonForOthers(const QList<TaskTemplate> &others);

    TemplateStore &m_store;
    QString m_type;
    QHBoxLayout *m_row;
    QPointer<QInputDialog> m_nameDialog;
};

} // namespace conduit::ui
