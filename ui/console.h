// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/main_window.h"

#include <QList>
#include <QMap>
#include <QPointer>

namespace conduit::ui {

/// The console: one or more windows on one broker. Lives on the main thread.
class Console final : public QObject
{
    Q_OBJECT
public:
    explicit Console(const ConsoleParts &parts, QObject *parent = nullptr);
    ~Console() override;

    /// One more window, shown. It has the smallest number that no other one has, and with it that one's layout.
    MainWindow *openWindow();
    /// Brings the first window that is open to the user, for a second start of the program.
    void raise();
    [[nodiscard]] QList<MainWindow *> windows() const;

Q_SIGNALS:
    /// The last window closes, and running tasks are not waited for.
    void stopNowRequested();

private:
    [[nodiscard]] int freeNumber() const;
    void noteWindows();

    ConsoleParts m_parts;
    std::unique_ptr<UndoTrail> m_undo;
    QMap<int, QPointer<MainWindow>> m_windows; ///< By their number.
};

} // namespace conduit::ui
