// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QSplitter>

class QAction;
class QSettings;

namespace conduit::ui {

class TaskDetailsPanel;
class TaskFacets;
class TaskListPane;

/// What the page for tasks has beside each other: facets, the list, and the details of a task. Facets and details can be hidden; where there
/// is no room for the facets they go by themselves. Remembers how it was left.
class TaskPanes final : public QSplitter
{
    Q_OBJECT
public:
    TaskPanes(TaskFacets *facets, TaskListPane *list, TaskDetailsPanel *details, QSettings &settings, QWidget *page);

    [[nodiscard]] QAction *detailsAction() const { return m_showDetails; }
    [[nodiscard]] QAction *facetsAction() const { return m_showFacets; }
    [[nodiscard]] bool showsFacets() const;
    /// As it is at first.
    void reset();
    void saveSettings() const;

Q_SIGNALS:
    /// showsFacets() may have changed.
    void arranged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    void arrange();

    QSettings &m_settings;
    TaskFacets *m_facets;
    TaskDetailsPanel *m_details;
    QAction *m_showDetails = nullptr;
    QAction *m_showFacets = nullptr;
};

} // namespace conduit::ui
