// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/saved_filters.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QPointer>

#include <functional>

namespace conduit::ui {

/// The filters that have a name: to choose from, to pin, to remove, and to hand on in a file. Those that somebody has saved belong to one
/// broker.
class SavedFilterMenu final : public QMenu
{
    Q_OBJECT
public:
    static constexpr qint64 kFileBytesMax = 1024 * 1024;

    /// Dialogs belong to `page`.
    SavedFilterMenu(QSettings &settings, const QString &connection, QWidget *page);

    /// What the console calls itself when it enqueues; empty: nothing.
    void setActor(const QString &actor) { m_actor = actor; }

    /// What is saved: what somebody looks at now, without a name. Before the menu opens.
    void setLook(std::function<SavedFilter()> look) { m_look = std::move(look); }
    /// All, in the order in which they are offered.
    [[nodiscard]] QList<SavedFilter> filters() const { return offeredFilters(m_saved.all(), m_actor); }
    /// Takes over what a file holds.
    void read(const QString &path);
    /// Writes those that somebody has saved.
    void write(const QString &path);

    /// Asks for the name under which to save what is looked at; null when it does not.
    [[nodiscard]] QInputDialog *nameDialog() const { return m_nameDialog; }
    /// Asks for a file; null when it does not.
    [[nodiscard]] QFileDialog *fileDialog() const { return m_files; }

Q_SIGNALS:
    void chosen(const conduit::ui::SavedFilter &filter);
    /// There are others than before.
    void changed();
    /// Something to tell, with a button when there is something to do about it.
    void said(const QString &text, const QString &action, const std::function<void()> &act);
    /// Why something was not done.
    void refused(const QString &text);

private:
    void refill();
    void addFilter(const SavedFilter &filter);
    void addUnnamedMine();
    void addKeeping(const QList<SavedFilter> &own);
    void askForName();
    void askForFile(bool isToRead);
    void tellUndoable(const QString &text, const QList<SavedFilter> &before);
    void take(const QList<SavedFilter> &filters);

    QWidget *m_page;
    SavedFilters m_saved;
    QString m_actor;
    std::function<SavedFilter()> m_look;
    QPointer<QInputDialog> m_nameDialog;
    QPointer<QFileDialog> m_files;
};

} // namespace conduit::ui
