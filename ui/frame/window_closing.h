// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/frame/close_question.h"

#include <QObject>

class QSettings;
class QWidget;

namespace conduit::ui {

/// Whether a window may close. The last window on a broker of the program's own may end that broker, so somebody decides first: now,
/// or once and for all.
class WindowClosing final : public QObject
{
    Q_OBJECT
public:
    /// `ownsBroker`: the broker runs in this program.
    WindowClosing(QWidget &window, QSettings &settings, bool ownsBroker);

    void setIsLast(bool isLast) { m_isLast = isLast; }
    /// The next try to close is part of the end of the program: the broker does not run on without it.
    void setIsQuitting() { m_isQuitting = true; }
    /// Else somebody is asked; decided() follows if they do not cancel. `running` tasks may be lost time.
    [[nodiscard]] bool mayClose(qint64 running);
    /// The broker runs on without the window.
    [[nodiscard]] bool staysBehind() const { return m_staysBehind; }

Q_SIGNALS:
    /// The window may close now. `stopsNow`: running tasks are not waited for.
    void decided(bool stopsNow);

private:
    void take(CloseQuestion::Answer answer);

    CloseQuestion m_question;
    QSettings &m_settings;
    bool m_ownsBroker;
    bool m_isLast = true;
    bool m_isQuitting = false;
    bool m_isDecided = false;
    bool m_staysBehind = false;
};

} // namespace conduit::ui
