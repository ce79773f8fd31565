// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/json_tree_model.h"

#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QTreeView;

namespace conduit::ui {

/// JSON to read as a tree: values are opened one by one, copied, saved, and filtered by. All of it is exact.
class JsonTree final : public QWidget
{
    Q_OBJECT
public:
    /// A text up to this size is seen whole at once.
    static constexpr qsizetype kOpenedBytesMax = 4 * 1024;

    explicit JsonTree(const QString &accessibleName, QWidget *parent = nullptr);

    void setJson(const QByteArray &json);
    /// What the filter language calls this text, such as `payload`; empty: nothing to filter by.
    void setFilterKey(const QString &key) { m_filterKey = key; }

    [[nodiscard]] const JsonTreeModel &model() const { return m_model; }
    [[nodiscard]] QTreeView *view() const { return m_view; }
    /// About the current row.
    [[nodiscard]] QMenu *menu() const { return m_menu; }
    /// Writes what `save` writes to this file.
    void saveTo(const QString &path);
    [[nodiscard]] QString note() const;

Q_SIGNALS:
    /// Tasks with the value that somebody has chosen.
    void filterRequested(const QString &term);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildMenu();
    void offerActs();
    void openSmall(const QModelIndex &parent);
    void widenNames();
    void showMenu(QPoint place);
    void askWhereToSave();
    [[nodiscard]] QModelIndex current() const;
    void copyText();

    JsonTreeModel m_model;
    QTreeView *m_view;
    QLabel *m_note;
    QMenu *m_menu;
    QAction *m_copyValue = nullptr;
    QAction *m_copyText = nullptr;
    QAction *m_copyPath = nullptr;
    QAction *m_filter = nullptr;
    QAction *m_save = nullptr;
    QString m_filterKey;
};

} // namespace conduit::ui
