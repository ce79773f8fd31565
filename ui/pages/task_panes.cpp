// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_panes.h"

#include "ui/pages/task_details_panel.h"
#include "ui/pages/task_facets.h"
#include "ui/pages/task_list_pane.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr auto kSplitterKey = "tasks/panes"_L1;
constexpr auto kDetailsKey = "tasks/details"_L1;
constexpr auto kFacetsKey = "tasks/facets"_L1;

constexpr int kDetailsWidth = 350;
constexpr int kDetailsInCharactersMin = 54;
/// What the columns that are shown at first need, and the rail.
constexpr int kListWidth = 734;

} // namespace

TaskPanes::TaskPanes(TaskFacets *facets, TaskListPane *list, TaskDetailsPanel *details, QSettings &settings, QWidget *page)
    : QSplitter(page), m_settings(settings), m_facets(facets), m_details(details)
{
    setChildrenCollapsible(false);
    addWidget(facets);
    addWidget(list);
    addWidget(details);
    setStretchFactor(1, 1);
    setSizes({TaskFacets::kWidth, kListWidth, kDetailsWidth});
    details->setMinimumWidth(fontMetrics().averageCharWidth() * kDetailsInCharactersMin);
    buildActions();
    details->setVisible(settings.value(kDetailsKey, true).toBool());
    m_showDetails->setChecked(!details->isHidden());
    m_showFacets->setChecked(settings.value(kFacetsKey, true).toBool());
    restoreState(settings.value(kSplitterKey).toByteArray());
    arrange();
}

void TaskPanes::buildActions()
{
    const auto add = [this](const QString &id, Glyph glyph, const QString &text, const QString &keys) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setObjectName(id);
        action->setShortcut(QKeySequence(keys));
        action->setCheckable(true);
        return action;
    };
    m_showDetails = add(u"view.details"_s, Glyph::Right, tr("Show details"), u"Ctrl+I"_s);
    m_showFacets = add(u"view.facets"_s, Glyph::Types, tr("Show facets"), u"Ctrl+Shift+F"_s);
    m_showFacets->setChecked(true);
    connect(m_showDetails, &QAction::toggled, this, [this](bool isShown) {
        m_details->setVisible(isShown);
        arrange();
    });
    connect(m_showFacets, &QAction::toggled, this, &TaskPanes::arrange);
}

bool TaskPanes::showsFacets() const { return !m_facets->isHidden(); }

void TaskPanes::reset()
{
    m_showDetails->setChecked(true);
    m_showFacets->setChecked(true);
    setSizes({TaskFacets::kWidth, kListWidth, kDetailsWidth});
    arrange();
}

void TaskPanes::saveSettings() const
{
    m_settings.setValue(kFacetsKey, m_showFacets->isChecked());
    m_settings.setValue(kSplitterKey, saveState());
    m_settings.setValue(kDetailsKey, m_showDetails->isChecked());
}

void TaskPanes::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    arrange();
}

void TaskPanes::arrange()
{
    const auto details = m_details->isHidden() ? 0 : std::max(m_details->minimumWidth(), sizes().value(2));
    const bool fits = width() >= TaskFacets::kWidth + kListWidth + details;
    offer(*m_showFacets, fits ? QString() : tr("The facets need more room: make the window wider, or hide the details."));
    m_facets->setVisible(fits && m_showFacets->isChecked());
    Q_EMIT arranged();
}

} // namespace conduit::ui
