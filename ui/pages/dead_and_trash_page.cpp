// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/dead_and_trash_page.h"

#include "ui/pages/dead_page.h"
#include "ui/pages/trash_page.h"
#include "ui/widgets/labels.h"

#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace conduit::ui {

DeadAndTrashPage::DeadAndTrashPage(client::Client &client, const std::function<QDateTime()> &now, QWidget *parent)
    : QWidget(parent),
      m_dead(new DeadPage(client, now, this)),
      m_trash(new TrashPage(client, now, this)),
      m_tabs(new QTabWidget(this))
{
    auto *title = titleLabel(tr("Dead and trash"), this);
    title->setContentsMargins(16, 14, 16, 6);
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Dead and trash"));
    m_tabs->addTab(m_dead, tr("Dead"));
    m_tabs->addTab(m_trash, tr("Trash"));
    setFocusProxy(m_tabs);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(m_tabs, 1);
    connect(m_dead, &DeadPage::said, this, &DeadAndTrashPage::said);
    connect(m_trash, &TrashPage::said, this, &DeadAndTrashPage::said);
    connect(m_dead, &DeadPage::refused, this, &DeadAndTrashPage::refused);
    connect(m_trash, &TrashPage::refused, this, &DeadAndTrashPage::refused);
    connect(m_dead, &DeadPage::taskRequested, this, &DeadAndTrashPage::taskRequested);
    connect(m_dead, &DeadPage::windowRequested, this, &DeadAndTrashPage::windowRequested);
    connect(m_dead, &DeadPage::tasksRequested, this, &DeadAndTrashPage::tasksRequested);
}

void DeadAndTrashPage::setStats(const wire::Stats &stats)
{
    m_dead->setStats(stats);
    m_trash->setStats(stats);
}

void DeadAndTrashPage::setOnline(bool isOnline)
{
    m_dead->setOnline(isOnline);
    m_trash->setOnline(isOnline);
}

void DeadAndTrashPage::setConfirmations(const Confirmations &confirmations)
{
    m_dead->setConfirmations(confirmations);
    m_trash->setConfirmations(confirmations);
}

void DeadAndTrashPage::reload()
{
    if (m_tabs->currentWidget() == m_dead)
        m_dead->reload();
    else
        m_trash->reload();
}

bool DeadAndTrashPage::isAtWork() const { return m_dead->gradualRetry().state() != GradualRetry::State::Idle; }

void DeadAndTrashPage::continueFrom(const DeadAndTrashPage &before)
{
    m_dead->continueFrom(*before.m_dead);
    m_trash->continueFrom(*before.m_trash);
    m_tabs->setCurrentIndex(before.m_tabs->currentIndex());
}

} // namespace conduit::ui
