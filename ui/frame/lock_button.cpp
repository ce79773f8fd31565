// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/lock_button.h"

#include "ui/frame/guarded_transport.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"

#include <QPushButton>

namespace conduit::ui {

LockButton::LockButton(GuardedTransport &guard, const ConnectionProfile &profile, QWidget *parent)
    : QToolButton(parent), m_guard(guard), m_profile(profile)
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(this, &QToolButton::clicked, this, &LockButton::toggleLock);
    connect(&m_guard, &GuardedTransport::lockedChanged, this, &LockButton::showLock);
    showLock();
}

void LockButton::toggleLock()
{
    if (!m_guard.isLocked() || m_guard.wasUnlocked() || !m_profile.startsLocked())
        return m_guard.setLocked(!m_guard.isLocked());
    if (m_question)
        return m_question->raise();
    m_question = new QMessageBox(window());
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setIcon(QMessageBox::Warning);
    m_question->setTextFormat(Qt::PlainText);
    m_question->setWindowTitle(tr("Unlock"));
    m_question->setText(tr("Allow changes to %1?").arg(m_profile.name));
    m_question->setInformativeText(
        tr("What you do in this window then happens at %1. Until Conduit ends, you are not asked again.")
            .arg(m_profile.address));
    auto *allow = m_question->addButton(tr("Allow changes"), QMessageBox::AcceptRole);
    auto *keep = m_question->addButton(tr("Keep it locked"), QMessageBox::RejectRole);
    m_question->setDefaultButton(keep);
    m_question->setEscapeButton(keep);
    connect(allow, &QPushButton::clicked, this, [this] { m_guard.setLocked(false); });
    m_question->open();
}

void LockButton::showLock()
{
    const bool isLocked = m_guard.isLocked();
    setIcon(isLocked ? glyphIcon(Glyph::Lock, Tone::Retrying) : glyphIcon(Glyph::Lock));
    setText(isLocked ? tr("Locked") : tr("Changes allowed"));
    setPlainToolTip(this,
                    isLocked ? tr("No change leaves this console. Click to allow changes.")
                             : tr("Click to lock this connection against changes."));
}

} // namespace conduit::ui
