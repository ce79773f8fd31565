// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

class QAction;
class QSettings;

namespace conduit::ui {

class ActionHub;
class PageBook;

/// The action by which the pages follow what changes, or stand still. What was chosen last holds for the next start, too.
class LiveSwitch final : public QObject
{
    Q_OBJECT
public:
    /// Makes the action in the View menu. All of them outlive it.
    LiveSwitch(ActionHub &hub, PageBook &book, QSettings &settings);

    [[nodiscard]] bool isLive() const;
    void setLive(bool isLive);
    /// While the broker is away nothing is live, whatever was chosen.
    void setOnline(bool isOnline);
    /// Says anew what it is, with the keys that stand for it now.
    void show();

private:
    void choose(bool isLive);
    [[nodiscard]] QString tip() const;

    PageBook &m_book;
    QSettings &m_settings;
    QAction *m_action;
    bool m_isOnline = true;
};

} // namespace conduit::ui
