// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/connection_profile.h"

#include <QMessageBox>
#include <QPointer>
#include <QToolButton>

namespace conduit::ui {

class GuardedTransport;

/// Shows whether changes may leave, and opens or closes the lock. The first time that a connection which starts locked is opened, it asks.
class LockButton final : public QToolButton
{
    Q_OBJECT
public:
    LockButton(GuardedTransport &guard, const ConnectionProfile &profile, QWidget *parent = nullptr);

    [[nodiscard]] QMessageBox *question() const { return m_question; }

private:
    void toggleLock();
    void showLock();

    GuardedTransport &m_guard;
    ConnectionProfile m_profile;
    QPointer<QMessageBox> m_question;
};

} // namespace conduit::ui
