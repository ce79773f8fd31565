// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/tasks_head.h"

#include "ui/models/filter_text.h"
#include "ui/pages/task_choices.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace conduit::ui {

TasksHead::TasksHead(const QList<QAction *> &actsOnAll, QWidget *parent)
    : QWidget(parent), m_choices(new TaskChoices(this)), m_clear(new QPushButton(glyphIcon(Glyph::Close), {}, this))
{
    connect(m_clear, &QPushButton::clicked, this, &TasksHead::clearRequested);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 4);
    row->setSpacing(8);
    row->addWidget(titleLabel(tr("Tasks"), this));
    row->addSpacing(12);
    row->addWidget(m_choices);
    row->addWidget(m_clear);
    row->addStretch();
    row->addWidget(buildAllListed(actsOnAll));
    setLine({});
}

void TasksHead::setLine(const QString &line)
{
    const auto filter = filterFromLine(line);
    m_choices->setLine(line);
    m_clear->setText(filter.tag.isEmpty() ? tr("Clear filters") : tr("Clear filter: tag %1").arg(filter.tag));
    m_clear->setVisible(!filter.isEmpty());
}

QPushButton *TasksHead::buildAllListed(const QList<QAction *> &acts)
{
    auto *all = new QPushButton(tr("All listed"), this);
    all->setObjectName("all"_L1);
    setPlainToolTip(all, tr("Do something to all tasks that fit the filters"));
    auto *menu = new QMenu(all);
    menu->setToolTipsVisible(true);
    menu->addActions(acts);
    all->setMenu(menu);
    return all;
}

} // namespace conduit::ui
