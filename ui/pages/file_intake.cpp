// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/file_intake.h"

#include "ui/pages/many_wizard.h"
#include "ui/pages/run_bar.h"

#include <utility>

namespace conduit::ui {

FileIntake::FileIntake(client::Client &client, std::function<QDateTime()> now, RunBar &bar, QWidget &page)
    : QObject(&page), m_client(client), m_now(std::move(now)), m_bar(bar), m_page(page)
{
    connect(&m_bar, &RunBar::showRequested, this, &FileIntake::showWindow);
}

void FileIntake::open(const QString &type, const std::optional<wire::Schema> &schema)
{
    if (!isBusy())
        begin(type, schema);
    showWindow();
}

bool FileIntake::isBusy() const { return m_wizard && m_wizard->isBusy(); }

void FileIntake::begin(const QString &type, const std::optional<wire::Schema> &schema)
{
    m_bar.setRun(nullptr);
    delete m_wizard;
    m_wizard = new ManyWizard(m_client, m_now, type, schema, &m_page);
    connect(m_wizard, &ManyWizard::runStarted, this, [this] {
        m_bar.setRun(m_wizard->run());
        Q_EMIT runStarted(m_wizard->run());
    });
    connect(m_wizard, &ManyWizard::tasksRequested, this, &FileIntake::tasksRequested);
}

void FileIntake::showWindow()
{
    m_wizard->show();
    m_wizard->raise();
    m_wizard->activateWindow();
}

} // namespace conduit::ui
