// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/many_wizard.h"

#include "ui/feeds/enqueue_run.h"
#include "ui/pages/many_check_page.h"
#include "ui/pages/many_columns_page.h"
#include "ui/pages/many_file_page.h"
#include "ui/pages/many_run_page.h"

#include <chrono>

namespace conduit::ui {

namespace {

constexpr QSize kSize {860, 600};

} // namespace

ManyWizard::ManyWizard(client::Client &client, const std::function<QDateTime()> &now, const QString &type,
                       const std::optional<wire::Schema> &schema, QWidget *parent)
    : QWizard(parent),
      m_client(client),
      m_draft {.type = type, .schema = schema, .source = {}, .sample = {}, .columns = {}, .now = now},
      m_file(new ManyFilePage(m_draft, this)),
      m_columns(new ManyColumnsPage(m_draft, this)),
      m_check(new ManyCheckPage(m_draft, this)),
      m_runPage(new ManyRunPage(client, this))
{
    setWindowTitle(tr("Enqueue many: %1").arg(type));
    setWizardStyle(QWizard::ClassicStyle);
    setTitleFormat(Qt::PlainText);
    setSubTitleFormat(Qt::PlainText);
    setOption(QWizard::NoBackButtonOnStartPage);
    setOption(QWizard::NoBackButtonOnLastPage);
    setOption(QWizard::NoCancelButtonOnLastPage);
    setButtonText(QWizard::FinishButton, tr("Close"));
    for (auto *page : std::initializer_list<QWizardPage *> {m_file, m_columns, m_check, m_runPage})
        addPage(page);
    resize(kSize);
    connect(m_runPage, &ManyRunPage::tasksRequested, this, &ManyWizard::tasksRequested);
}

ManyWizard::~ManyWizard() = default;

bool ManyWizard::isBusy() const { return m_run && !m_run->hasEnded(); }

bool ManyWizard::validateCurrentPage()
{
    if (currentPage() == m_check)
        startRun();
    return true;
}

void ManyWizard::startRun()
{
    const auto &source = m_check->check().source();
    // An id of the usual kind is as good a salt as any: there is no other like it.
    const auto salt = m_check->makesNewTasks() ? client::newTaskId().toLatin1() : QByteArray();
    m_run = std::make_unique<EnqueueRun>(
        m_client,
        EnqueueRun::Plan {.source = source,
                          .seed = seedFrom(m_check->check().hash(), source.mapping, source.format, salt),
                          .rows = m_check->check().good(),
                          .endsAtRefusal = m_check->endsAtRefusal()},
        &std::chrono::steady_clock::now);
    m_runPage->setRun(*m_run);
    m_run->start();
    Q_EMIT runStarted();
}

} // namespace conduit::ui
