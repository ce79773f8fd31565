// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/exports.h"

#include "ui/widgets/glyphs.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QDesktopServices>
#include <QFileInfo>
#include <QPushButton>
#include <QUrl>

namespace conduit::ui {

Exports::Exports(ExportBar::Of of, const QString &actionText, QWidget *page)
    : QObject(page),
      m_page(page),
      m_action(new QAction(glyphIcon(Glyph::File), actionText, this)),
      m_bar(new ExportBar(of, page))
{
    connect(m_action, &QAction::triggered, this, [this] { ask(); });
    connect(m_bar->stopButton(), &QPushButton::clicked, this, [this] {
        if (m_run)
            m_run->stop();
    });
    showAction();
}

void Exports::setOnline(bool isOnline)
{
    m_isOnline = isOnline;
    showAction();
}

void Exports::setLack(const QString &lack)
{
    m_lack = lack;
    showAction();
}

void Exports::continueFrom(const Exports &before)
{
    if (before.m_run && !before.m_run->hasEnded())
        follow(before.m_run);
}

void Exports::follow(const std::shared_ptr<ExportRun> &run)
{
    m_run = run;
    connect(m_run.get(), &ExportRun::changed, this, &Exports::showState);
    showState();
}

void Exports::showState()
{
    m_bar->showRun(*m_run);
    showAction();
    if (m_run->hasEnded())
        tellEnd();
}

void Exports::showAction()
{
    offer(*m_action,
          !m_isOnline                       ? brokerCannot()
              : m_run && !m_run->hasEnded() ? tr("An export is under way. Wait for it, or stop it.")
                                            : m_lack);
}

void Exports::tellEnd()
{
    const QFileInfo file(m_run->path());
    switch (m_run->state()) {
    case ExportRun::State::Done:
        Q_EMIT said(doneText(static_cast<int>(m_run->written()), file.fileName()), tr("Show folder"),
                    [folder = file.absolutePath()] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
        break;
    case ExportRun::State::Failed:
        Q_EMIT refused(tr("The export has ended, and no file was written. %1").arg(m_run->reason()));
        break;
    default:
        Q_EMIT refused(tr("The export was stopped, and no file was written."));
    }
}

} // namespace conduit::ui
