// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/export_run.h"
#include "ui/pages/export_bar.h"

#include <QObject>

#include <functional>
#include <memory>

class QAction;
class QWidget;

namespace conduit::ui {

/// What all exports of a page have in common: one at a time, the action that asks for one, the bar that says how far it is, and what is
/// told at its end.
class Exports : public QObject
{
    Q_OBJECT
public:
    void setOnline(bool isOnline);
    /// Why there is nothing to export; empty when there is.
    void setLack(const QString &lack);
    /// Goes on with one that runs there; what has ended was told there.
    void continueFrom(const Exports &before);

    [[nodiscard]] QAction *action() const { return m_action; }
    [[nodiscard]] ExportBar *bar() const { return m_bar; }

Q_SIGNALS:
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

protected:
    /// Dialogs belong to `page`.
    Exports(ExportBar::Of of, const QString &actionText, QWidget *page);

    /// What to export and where to.
    virtual void ask() = 0;
    /// How many have got into the file.
    [[nodiscard]] virtual QString doneText(int written, const QString &file) const = 0;
    void follow(const std::shared_ptr<ExportRun> &run);
    [[nodiscard]] QWidget *page() const { return m_page; }

private:
    void showState();
    void showAction();
    void tellEnd();

    QWidget *m_page;
    QAction *m_action;
    ExportBar *m_bar;
    std::shared_ptr<ExportRun> m_run; ///< A window that takes this one's place takes it over.
    QString m_lack;
    bool m_isOnline = true;
};

} // namespace conduit::ui
