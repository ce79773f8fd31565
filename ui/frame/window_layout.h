// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

class QMainWindow;
class QSettings;

namespace conduit::ui {

/// Where a window stands, how large it is, where its bars and docks are, and its page. Each window has its own, by its number.
/// What cannot be read back, or comes from another version of the layout, gives way to the defaults.
class WindowLayout final
{
public:
    /// The page by which every window starts; empty: the one that was open last.
    static constexpr QLatin1StringView kStartPageKey {"start/page"};

    WindowLayout(QMainWindow &window, QSettings &settings, int number);

    /// After the window has been built and before it is shown.
    void restore();
    [[nodiscard]] QString page() const;
    void save(const QString &page) const;
    /// As on the first start, at once.
    void reset();

private:
    [[nodiscard]] QString key(const QString &name) const;

    QMainWindow &m_window;
    QSettings &m_settings;
    int m_number;
    QByteArray m_firstState; ///< Of bars and docks as they were built.
};

} // namespace conduit::ui
