// SPDX-License-Identifier: GPL-3.0-only
#include "ui/console.h"

#include "ui/frame/undo_trail.h"

namespace conduit::ui {

Console::Console(const ConsoleParts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_undo(std::make_unique<UndoTrail>(parts.now))
{
    m_parts.undo = m_undo.get();
}

Console::~Console() { qDeleteAll(windows()); }

MainWindow *Console::openWindow()
{
    ConsoleParts parts = m_parts;
    parts.windowNumber = freeNumber();
    auto *window = new MainWindow(parts);
    window->setAttribute(Qt::WA_DeleteOnClose);
    m_windows.insert(parts.windowNumber, window);
    connect(window, &MainWindow::windowRequested, this, &Console::openWindow);
    connect(window, &MainWindow::stopNowRequested, this, &Console::stopNowRequested);
    connect(window, &QObject::destroyed, this, &Console::noteWindows);
    noteWindows();
    window->show();
    return window;
}

void Console::raise()
{
    if (const auto open = windows(); !open.isEmpty())
        open.first()->raiseToFront();
}

QList<MainWindow *> Console::windows() const
{
    QList<MainWindow *> open;
    for (const auto &window : m_windows)
        if (window)
            open.append(window);
    return open;
}

int Console::freeNumber() const
{
    int number = 1;
    while (m_windows.value(number))
        ++number;
    return number;
}

void Console::noteWindows()
{
    const auto open = windows();
    for (MainWindow *window : open)
        window->setIsLast(open.size() == 1);
}

} // namespace conduit::ui
